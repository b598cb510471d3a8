import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def tell_whose(apps, schema_editor):
    token = apps.get_model("canvass", "DeviceToken")
    member = apps.get_model("turf", "Membership").objects.filter(pk=OuterRef("membership"))
    token.objects.update(organization=Subquery(member.values("organization")[:1]))
    # The deferred checks of the new key stand in the way of closing the column.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("canvass", "0003_leaner_knocks"),
        ("turf", "0005_edit_stops"),
    ]

    operations = [
        migrations.AddField(
            model_name="devicetoken",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="turf.organization",
            ),
        ),
        migrations.RunPython(tell_whose, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="devicetoken",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="turf.organization",
            ),
        ),
    ]
