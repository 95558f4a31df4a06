from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0004_item_received_at")]

    operations = [
        migrations.AlterField("purchaserequest", "number", models.CharField(max_length=20, unique=True)),
    ]
