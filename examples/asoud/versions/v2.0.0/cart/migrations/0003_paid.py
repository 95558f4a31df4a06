from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cart", "0002_type")]

    operations = [migrations.AddField("order", "is_paid", models.BooleanField(default=False))]
