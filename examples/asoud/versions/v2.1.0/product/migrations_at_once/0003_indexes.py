"""The indexes, in one transaction that locks the table: its sibling is 0003_indexes_concurrently."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("product", "0002_marketer")]

    operations = [
        migrations.AddIndex("product", models.Index(fields=["market", "status"], name="product_market_status")),
        migrations.AddIndex("product", models.Index(fields=["sub_category", "status"], name="product_category_status")),
        migrations.AddIndex("product", models.Index(fields=["status", "created_at"], name="product_status_created")),
        migrations.AddIndex("product", models.Index(fields=["market", "created_at"], name="product_market_created")),
        migrations.AddIndex("product", models.Index(fields=["tag"], name="product_tag")),
        migrations.AddIndex("product", models.Index(fields=["is_marketer"], name="product_marketer")),
    ]
