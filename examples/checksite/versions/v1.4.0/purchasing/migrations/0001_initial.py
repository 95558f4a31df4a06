import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("company", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="purchasing.company")),
                ("name", models.CharField(max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="PurchaseRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20)),
                ("company", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="purchasing.company")),
                ("project", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="purchasing.project")),
                (
                    "author",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                ),
                ("created_at", models.DateTimeField()),
                ("is_deleted", models.BooleanField(default=False)),
                ("approved_at", models.DateTimeField(null=True)),
                ("current_approval_role", models.CharField(blank=True, default="", max_length=20)),
            ],
            options={"db_table": "purchase_requests"},
        ),
        migrations.CreateModel(
            name="PurchaseRequestItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "request",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="purchasing.purchaserequest"),
                ),
                ("name", models.CharField(max_length=100)),
                ("quantity", models.PositiveIntegerField()),
            ],
            options={"db_table": "purchase_request_items"},
        ),
    ]
