from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("turf", "0006_requires_mfa"),
    ]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="phone",
            field=models.CharField(blank=True, max_length=30),
        ),
    ]
