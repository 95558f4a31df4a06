from django.db import models

from market.models import Market, SubCategory


class Product(models.Model):
    """What a market sells."""

    market = models.ForeignKey(Market, on_delete=models.CASCADE, db_index=False)
    sub_category = models.ForeignKey(SubCategory, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=100)
    status = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    tag = models.CharField(max_length=16, default="")
    is_marketer = models.BooleanField(default=False)

    class Meta:
        db_table = "product"
