"""The indexes, in one transaction that locks the table: its sibling is 0004_indexes_concurrently."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cart", "0003_paid")]

    operations = [
        migrations.AddIndex("order", models.Index(fields=["user", "status"], name="order_user_status")),
        migrations.AddIndex("order", models.Index(fields=["user", "created_at"], name="order_user_created")),
        migrations.AddIndex("order", models.Index(fields=["status", "is_paid"], name="order_status_paid")),
        migrations.AddIndex("order", models.Index(fields=["is_paid", "created_at"], name="order_paid_created")),
        migrations.AddIndex("order", models.Index(fields=["type", "status"], name="order_type_status")),
    ]
