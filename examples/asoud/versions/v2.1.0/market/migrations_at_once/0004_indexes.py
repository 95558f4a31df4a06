"""The indexes, in one transaction that locks the table: its sibling is 0004_indexes_concurrently."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("market", "0003_paid")]

    operations = [
        migrations.AddIndex("market", models.Index(fields=["user", "status"], name="market_user_status")),
        migrations.AddIndex("market", models.Index(fields=["status", "created_at"], name="market_status_created")),
        migrations.AddIndex("market", models.Index(fields=["sub_category", "status"], name="market_category_status")),
        migrations.AddIndex("market", models.Index(fields=["business_id"], name="market_business")),
        migrations.AddIndex("market", models.Index(fields=["is_paid", "status"], name="market_paid_status")),
    ]
