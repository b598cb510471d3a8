import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def tell_retired_apart(apps, schema_editor):
    """On the way back, where a retired turf may no longer share its name with a live one."""
    turfs = apps.get_model("turf", "Turf").objects.filter(retired_at__isnull=False)
    for pk, name in turfs.values_list("pk", "name"):
        turfs.filter(pk=pk).update(name=f"{name[:38]} #{pk}")


class Migration(migrations.Migration):
    dependencies = [
        ("turf", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="turf", name="turf_name_once"),
        migrations.AddField(
            model_name="turf",
            name="retired_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(migrations.RunPython.noop, tell_retired_apart),
        migrations.AddIndex(
            model_name="turf",
            index=models.Index(fields=["cut"], name="turf_by_cut"),
        ),
        migrations.AddConstraint(
            model_name="turf",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("cut", "name"),
                name="turf_live_name_once",
            ),
        ),
        migrations.CreateModel(
            name="TurfEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merge", "Merge"),
                            ("split", "Split"),
                            ("move_doors", "Move Doors"),
                            ("redraw", "Redraw"),
                            ("lock", "Lock"),
                            ("unlock", "Unlock"),
                            ("recut", "Recut"),
                        ],
                        max_length=20,
                    ),
                ),
                ("edited_at", models.DateTimeField()),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cut",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="edits",
                        to="turf.cut",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="turf.organization",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("cut"), models.F("number"), name="turf_edit_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="turf_edit_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "lock",
                                    "merge",
                                    "move_doors",
                                    "recut",
                                    "redraw",
                                    "split",
                                    "unlock",
                                ],
                            )
                        ),
                        name="turf_edit_kind_known",
                    ),
                ],
            },
        ),
    ]
