import django.db.models.deletion
from django.db import migrations, models


ATTEMPTS = [
    "complete",
    "partial",
    "refused",
    "break_off",
    "no_access",
    "not_home",
    "other_person",
    "come_back",
    "deceased",
    "unable",
    "language",
    "other",
    "unsafe",
    "address_not_found",
    "moved",
    "not_a_home",
    "vacant",
]
OUT_OF_REACH = ["no_access", "unsafe", "address_not_found", "moved", "not_a_home", "vacant"]
TABLES = {
    "canvass_visittally": "walk_list_id, precinct, script_version, local_day, local_hour",
    "canvass_walktally": "walk_list_id, turf, round, precinct, script_version",
    "canvass_hourtally": "local_day, local_hour, script_version, lane",
}
COUNTERS = "knocks, attempts, contacts, reachable, contacts_reachable, conversations"


def count_what_is_there(apps, schema_editor):
    """Count the knocks that came before there were tallies."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    digit = "right(walk.id::text, 1)" if is_postgresql else "substr(walk.id, 32, 1)"
    find = "strpos" if is_postgresql else "instr"
    attempts = ", ".join(f"'{word}'" for word in ATTEMPTS)
    reached = ", ".join(f"'{word}'" for word in ATTEMPTS if word not in OUT_OF_REACH)
    attempt = f"walk.kind = 'door_knock' AND knock.disposition IN ({attempts})"
    reach = f"walk.kind = 'door_knock' AND knock.disposition IN ({reached})"
    counted = f"""
SELECT knock.organization_id, knock.campaign_id, knock.walk_list_id, walked.turf_id AS turf,
    walked.number AS round, COALESCE(building.precinct_id, 0) AS precinct,
    COALESCE(knock.script_version_id, 0) AS script_version, knock.local_day, knock.local_hour,
    {find}('0123456789abcdef', {digit}) - 1 AS lane, 1 AS knocks,
    CASE WHEN {attempt} THEN 1 ELSE 0 END AS attempts,
    CASE WHEN {attempt} AND knock.answered THEN 1 ELSE 0 END AS contacts,
    CASE WHEN {reach} THEN 1 ELSE 0 END AS reachable,
    CASE WHEN {reach} AND knock.answered THEN 1 ELSE 0 END AS contacts_reachable,
    CASE WHEN {attempt} AND knock.disposition IN ('complete', 'partial')
        THEN 1 ELSE 0 END AS conversations
FROM canvass_knock AS knock
JOIN turf_door AS door ON door.id = knock.door_id
JOIN turf_building AS building ON building.id = door.building_id
JOIN turf_walklist AS walk ON walk.id = knock.walk_list_id
JOIN turf_round AS walked ON walked.id = walk.round_id
WHERE NOT knock.is_superseded AND knock.disposition <> 'withdrawn' AND walk.kind <> 'practice'
"""  # noqa: S608
    sums = ", ".join(f"SUM({name})" for name in COUNTERS.split(", "))
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO canvass_phonetally (organization_id, campaign_id, device_id, received) "
            "SELECT organization_id, campaign_id, device_id, count(*) FROM canvass_knock "
            "GROUP BY organization_id, campaign_id, device_id"
        )
        for table, keys in TABLES.items():
            names = f"organization_id, campaign_id, {keys}"
            cursor.execute(
                f"INSERT INTO {table} ({names}, {COUNTERS}) "  # noqa: S608
                f"SELECT {names}, {sums} FROM ({counted}) AS fresh GROUP BY {names}"
            )


class Migration(migrations.Migration):
    dependencies = [
        ("canvass", "0007_enrolment_audit"),
        ("turf", "0008_lists_and_doors"),
    ]

    operations = [
        migrations.CreateModel(
            name="HourTally",
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
                ("lane", models.PositiveSmallIntegerField()),
                ("local_day", models.DateField()),
                ("local_hour", models.PositiveSmallIntegerField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "local_day", "local_hour", "script_version", "lane"),
                        name="hour_tally_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitTally",
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
                ("precinct", models.PositiveBigIntegerField(default=0)),
                ("local_day", models.DateField()),
                ("local_hour", models.PositiveSmallIntegerField()),
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
                (
                    "walk_list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="turf.walklist",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["campaign", "precinct"], name="visit_tally_by_precinct")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "walk_list",
                            "precinct",
                            "script_version",
                            "local_day",
                            "local_hour",
                        ),
                        name="visit_tally_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WalkTally",
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
                ("round", models.PositiveSmallIntegerField()),
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
                (
                    "walk_list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="turf.walklist",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["campaign", "precinct"], name="walk_tally_by_precinct")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("walk_list", "precinct", "script_version"), name="walk_tally_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PhoneTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("received", models.IntegerField(default=0)),
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
                    "device",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="canvass.device",
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
                    models.UniqueConstraint(fields=("campaign", "device"), name="phone_tally_once")
                ],
            },
        ),
        migrations.RunPython(count_what_is_there, migrations.RunPython.noop),
    ]
