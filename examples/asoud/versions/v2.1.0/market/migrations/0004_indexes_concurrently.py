"""The indexes, each built while everybody works on."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("market", "0003_paid")]

    operations = [
        AddIndexConcurrently("market", models.Index(fields=["user", "status"], name="market_user_status")),
        AddIndexConcurrently("market", models.Index(fields=["status", "created_at"], name="market_status_created")),
        AddIndexConcurrently("market", models.Index(fields=["sub_category", "status"], name="market_category_status")),
        AddIndexConcurrently("market", models.Index(fields=["business_id"], name="market_business")),
        AddIndexConcurrently("market", models.Index(fields=["is_paid", "status"], name="market_paid_status")),
    ]
