from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("product", "0001_initial")]

    operations = [migrations.AddField("product", "is_marketer", models.BooleanField(default=False))]
