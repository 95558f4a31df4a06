import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("market", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "market",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="market.market"),
                ),
                (
                    "sub_category",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="market.subcategory"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("status", models.CharField(max_length=16)),
                ("created_at", models.DateTimeField()),
                ("tag", models.CharField(default="", max_length=16)),
            ],
            options={"db_table": "product"},
        ),
    ]
