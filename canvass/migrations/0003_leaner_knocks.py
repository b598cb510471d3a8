import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("canvass", "0002_sync"),
        ("turf", "0005_edit_stops"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="knock",
            name="knock_by_device_seq",
        ),
        migrations.RemoveIndex(
            model_name="knock",
            name="knock_by_superseded",
        ),
        migrations.AlterField(
            model_name="knock",
            name="membership",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="knocks",
                to="turf.membership",
            ),
        ),
        migrations.AddIndex(
            model_name="knock",
            index=models.Index(
                fields=["membership", "device", "device_seq"], name="knock_by_sequence"
            ),
        ),
        migrations.AddIndex(
            model_name="knock",
            index=models.Index(
                condition=models.Q(("supersedes__isnull", False)),
                fields=["organization", "supersedes"],
                name="knock_by_superseded",
            ),
        ),
    ]
