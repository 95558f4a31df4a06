from django.conf import settings
from django.db import models


class Order(models.Model):
    """The name of its table is a word of SQL."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False)
    status = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    total = models.IntegerField()
    type = models.CharField(max_length=16, default="online")
    is_paid = models.BooleanField(default=False)

    class Meta:
        db_table = "order"
