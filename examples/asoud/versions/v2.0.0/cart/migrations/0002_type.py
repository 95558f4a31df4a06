from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cart", "0001_initial")]

    operations = [migrations.AddField("order", "type", models.CharField(default="online", max_length=16))]
