from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("market", "0001_initial")]

    operations = [migrations.AddField("market", "business_id", models.CharField(default="", max_length=20))]
