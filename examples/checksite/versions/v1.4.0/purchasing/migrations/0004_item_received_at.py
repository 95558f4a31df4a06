from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0003_events")]

    operations = [
        migrations.AddField("purchaserequestitem", "received_at", models.DateTimeField(null=True)),
    ]
