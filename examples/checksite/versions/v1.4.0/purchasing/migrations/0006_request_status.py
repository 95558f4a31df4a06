"""Column and indexes in one transaction: the table is locked until all of it is done."""

from django.db import migrations, models
from django.db.models import Case, Q, Value, When


def fill(apps, schema_editor):
    apps.get_model("purchasing", "PurchaseRequest").objects.update(
        status=Case(
            When(approved_at__isnull=False, then=Value("approved")),
            When(~Q(current_approval_role=""), then=Value("in_approval")),
            default=Value("draft"),
        )
    )


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0005_unique_number")]

    operations = [
        migrations.AddField("purchaserequest", "status", models.CharField(db_default="draft", max_length=16)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "purchaserequest",
            models.Index(fields=["company", "status", "is_deleted"], name="purchase_company_status"),
        ),
        migrations.AddIndex(
            "purchaserequest",
            models.Index(fields=["company", "current_approval_role"], name="purchase_company_role"),
        ),
        migrations.AddIndex(
            "purchaserequest", models.Index(fields=["project", "status"], name="purchase_project_status")
        ),
        migrations.AddIndex(
            "purchaserequest", models.Index(fields=["author", "-created_at"], name="purchase_author_newest")
        ),
    ]
