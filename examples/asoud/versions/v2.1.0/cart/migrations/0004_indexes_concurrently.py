"""The indexes, each built while everybody works on."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cart", "0003_paid")]

    operations = [
        AddIndexConcurrently("order", models.Index(fields=["user", "status"], name="order_user_status")),
        AddIndexConcurrently("order", models.Index(fields=["user", "created_at"], name="order_user_created")),
        AddIndexConcurrently("order", models.Index(fields=["status", "is_paid"], name="order_status_paid")),
        AddIndexConcurrently("order", models.Index(fields=["is_paid", "created_at"], name="order_paid_created")),
        AddIndexConcurrently("order", models.Index(fields=["type", "status"], name="order_type_status")),
    ]
