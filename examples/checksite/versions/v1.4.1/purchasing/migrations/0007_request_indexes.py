from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("purchasing", "0006_request_status")]

    operations = [
        AddIndexConcurrently(
            "purchaserequest",
            models.Index(fields=["company", "status", "is_deleted"], name="purchase_company_status"),
        ),
        AddIndexConcurrently(
            "purchaserequest",
            models.Index(fields=["company", "current_approval_role"], name="purchase_company_role"),
        ),
        AddIndexConcurrently(
            "purchaserequest", models.Index(fields=["project", "status"], name="purchase_project_status")
        ),
        AddIndexConcurrently(
            "purchaserequest", models.Index(fields=["author", "-created_at"], name="purchase_author_newest")
        ),
    ]
