import django.db.models.deletion
from django.db import migrations, models

KEYS = "organization_id, campaign_id, turf, precinct, script_version"
COUNTERS = ("knocks", "attempts", "contacts", "reachable", "contacts_reachable", "conversations")
ADD_UP = (
    f"INSERT INTO canvass_turftally ({KEYS}, {', '.join(COUNTERS)}) "  # noqa: S608
    f"SELECT {KEYS}, {', '.join(f'SUM({name})' for name in COUNTERS)} "
    f"FROM canvass_walktally GROUP BY {KEYS}"
)


class Migration(migrations.Migration):
    dependencies = [
        ("canvass", "0013_materials"),
        ("turf", "0010_rolled_back_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="TurfTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("script_version", models.PositiveBigIntegerField(default=0)),
                ("knocks", models.IntegerField(default=0)),
                ("attempts", models.IntegerField(default=0)),
                ("contacts", models.IntegerField(default=0)),
                ("reachable", models.IntegerField(default=0)),
                ("contacts_reachable", models.IntegerField(default=0)),
                ("conversations", models.IntegerField(default=0)),
                ("turf", models.PositiveBigIntegerField()),
                ("precinct", models.PositiveBigIntegerField(default=0)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
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
                    models.Index(fields=["campaign", "precinct"], name="turf_tally_by_precinct")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "turf", "precinct", "script_version"),
                        name="turf_tally_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(ADD_UP, migrations.RunSQL.noop),
    ]
