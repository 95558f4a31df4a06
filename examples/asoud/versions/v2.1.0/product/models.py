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
        indexes = [
            models.Index(fields=["market", "status"], name="product_market_status"),
            models.Index(fields=["sub_category", "status"], name="product_category_status"),
            models.Index(fields=["status", "created_at"], name="product_status_created"),
            models.Index(fields=["market", "created_at"], name="product_market_created"),
            models.Index(fields=["tag"], name="product_tag"),
            models.Index(fields=["is_marketer"], name="product_marketer"),
        ]
