import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0002_item_status")]

    operations = [
        migrations.CreateModel(
            name="PurchaseRequestEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "request",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="purchasing.purchaserequest"),
                ),
                ("action", models.CharField(max_length=20)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"db_table": "purchase_request_events"},
        ),
    ]
