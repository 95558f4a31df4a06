from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("market", "0002_business")]

    operations = [migrations.AddField("market", "is_paid", models.BooleanField(default=False))]
