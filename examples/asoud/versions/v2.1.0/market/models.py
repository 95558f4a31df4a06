from django.conf import settings
from django.db import models


class SubCategory(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        db_table = "sub_category"


class Market(models.Model):
    """A shop of somebody."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False)
    sub_category = models.ForeignKey(SubCategory, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=100)
    status = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    business_id = models.CharField(max_length=20, default="")
    is_paid = models.BooleanField(default=False)

    class Meta:
        db_table = "market"
        indexes = [
            models.Index(fields=["user", "status"], name="market_user_status"),
            models.Index(fields=["status", "created_at"], name="market_status_created"),
            models.Index(fields=["sub_category", "status"], name="market_category_status"),
            models.Index(fields=["business_id"], name="market_business"),
            models.Index(fields=["is_paid", "status"], name="market_paid_status"),
        ]
