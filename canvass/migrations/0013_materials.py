import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

WRITTEN = [
    ("literature", "Literature"),
    ("card", "Card"),
    ("briefing", "Briefing"),
    ("petition", "Petition"),
    ("call_script", "Call Script"),
]
KINDS = ["briefing", "call_script", "card", "literature", "notice", "petition", "script"]


class Migration(migrations.Migration):
    dependencies = [
        ("canvass", "0012_data_questions"),
        ("turf", "0009_ballot"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Material",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content_hash", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("kind", models.CharField(choices=WRITTEN, max_length=20)),
                ("title", models.CharField(max_length=100)),
                ("texts", models.JSONField(default=dict)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="turf.campaign",
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
                "indexes": [
                    models.Index(fields=["organization", "id"], name="material_by_organization")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("campaign"), models.F("content_hash"), name="material_text_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(kind__in=sorted(kind for kind, _ in WRITTEN)),
                        name="material_kind_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="literature",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="canvass.material",
            ),
        ),
        migrations.RemoveConstraint(model_name="gaterecord", name="gate_material_known"),
        migrations.RenameField(model_name="gaterecord", old_name="material", new_name="kind"),
        migrations.AddField(
            model_name="gaterecord",
            name="material",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gate_records",
                to="canvass.material",
            ),
        ),
        migrations.AddConstraint(
            model_name="gaterecord",
            constraint=models.CheckConstraint(condition=Q(kind__in=KINDS), name="gate_kind_known"),
        ),
        migrations.AddConstraint(
            model_name="gaterecord",
            constraint=models.CheckConstraint(
                condition=Q(
                    Q(
                        ("kind", "script"),
                        ("material__isnull", True),
                        ("script_version__isnull", False),
                    ),
                    Q(
                        Q(("kind", "script"), _negated=True),
                        ("material__isnull", False),
                        ("script_version__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="gate_about_one_text",
            ),
        ),
    ]
