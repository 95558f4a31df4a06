"""The indexes, each built while everybody works on."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("product", "0002_marketer")]

    operations = [
        AddIndexConcurrently("product", models.Index(fields=["market", "status"], name="product_market_status")),
        AddIndexConcurrently("product", models.Index(fields=["sub_category", "status"], name="product_category_status")),
        AddIndexConcurrently("product", models.Index(fields=["status", "created_at"], name="product_status_created")),
        AddIndexConcurrently("product", models.Index(fields=["market", "created_at"], name="product_market_created")),
        AddIndexConcurrently("product", models.Index(fields=["tag"], name="product_tag")),
        AddIndexConcurrently("product", models.Index(fields=["is_marketer"], name="product_marketer")),
    ]
