from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("turf", "0009_ballot"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="walklist",
            index=models.Index(
                condition=models.Q(("state", "rolled_back")),
                fields=["campaign"],
                name="walk_list_rolled_back",
            ),
        ),
    ]
