from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0001_initial")]

    operations = [
        migrations.AddField("purchaserequestitem", "status", models.CharField(default="open", max_length=16)),
    ]
