import canvass.models.shift
import datetime
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("canvass", "0004_token_organization"),
        ("turf", "0007_organization_phone"),
    ]

    operations = [
        migrations.AddField(
            model_name="knock",
            name="faded_as",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="AvailabilityKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wrapped", models.BinaryField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="turf.campaign",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="turf.membership",
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
        ),
        migrations.CreateModel(
            name="FadedWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("knocks", models.PositiveIntegerField()),
                ("up_to_seq", models.PositiveBigIntegerField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="turf.campaign",
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="canvass.device",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="turf.membership",
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
        ),
        migrations.CreateModel(
            name="PayCalendar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week_starts_on", models.PositiveSmallIntegerField(default=0)),
                ("period_days", models.PositiveSmallIntegerField(default=14)),
                ("period_anchor", models.DateField(default=datetime.date(2026, 1, 5))),
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
        ),
        migrations.CreateModel(
            name="SealedAvailability",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("area", "Area"),
                            ("home_by", "Home By"),
                            ("days", "Days"),
                            ("not_with", "Not With"),
                            ("no_stairs", "No Stairs"),
                            ("no_dogs", "No Dogs"),
                            ("languages", "Languages"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sealed", models.BinaryField()),
                (
                    "key",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fields",
                        to="canvass.availabilitykey",
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
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("area", models.CharField(max_length=100)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("briefing_minutes", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("running", "Running"),
                            ("ended", "Ended"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                (
                    "cancel_cause",
                    models.CharField(
                        blank=True,
                        choices=[("weather", "Weather"), ("safety", "Safety"), ("other", "Other")],
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shifts",
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
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField()),
                ("pressed_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("is_reached", models.BooleanField()),
                (
                    "lead",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="turf.membership",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="turf.membership",
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
                    "shift",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="canvass.shift",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShiftMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[("paid", "Paid"), ("volunteer", "Volunteer")], max_length=20
                    ),
                ),
                ("travel_minutes", models.PositiveSmallIntegerField(default=0)),
                ("briefing_minutes", models.PositiveSmallIntegerField(default=0)),
                ("checked_in_at", models.DateTimeField(blank=True, null=True)),
                ("checked_out_at", models.DateTimeField(blank=True, null=True)),
                ("salt", models.BinaryField(default=canvass.models.shift.new_salt)),
                ("letter_hash", models.CharField(max_length=64, unique=True)),
                ("badge_hash", models.CharField(max_length=64, unique=True)),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="turf.membership",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="turf.membership",
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
                    "partner",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="canvass.shiftmember",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="canvass.shift",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HoursEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("edited_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="turf.membership",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="edits",
                        to="canvass.shiftmember",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrainingModule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("nonpartisan", "Nonpartisan"),
                            ("doorstep", "Doorstep"),
                            ("safety", "Safety"),
                            ("app_practice", "App Practice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.JSONField()),
                ("text", models.JSONField()),
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
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signed_at", models.DateTimeField()),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_offs",
                        to="turf.membership",
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
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="turf.membership",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_offs",
                        to="canvass.trainingmodule",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequiredModule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        related_name="required_modules",
                        to="turf.walklist",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="canvass.trainingmodule",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="availabilitykey",
            constraint=models.UniqueConstraint(
                models.F("membership"), models.F("campaign"), name="availability_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="fadedwork",
            constraint=models.UniqueConstraint(
                models.F("membership"),
                models.F("device"),
                models.F("campaign"),
                name="faded_work_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="paycalendar",
            constraint=models.UniqueConstraint(models.F("organization"), name="pay_calendar_once"),
        ),
        migrations.AddConstraint(
            model_name="paycalendar",
            constraint=models.CheckConstraint(
                condition=models.Q(("week_starts_on__lte", 6)), name="pay_calendar_weekday_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="paycalendar",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_days__gte", 1), ("period_days__lte", 31)),
                name="pay_calendar_period_a_month_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedavailability",
            constraint=models.UniqueConstraint(
                models.F("key"), models.F("field"), name="availability_field_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedavailability",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "field__in",
                        [
                            "area",
                            "days",
                            "home_by",
                            "languages",
                            "no_dogs",
                            "no_stairs",
                            "not_with",
                        ],
                    )
                ),
                name="availability_field_known",
            ),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["organization", "starts_at"], name="shift_by_organization"),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["cancelled", "ended", "planned", "running"])),
                name="shift_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(("cancel_cause__in", ["", "other", "safety", "weather"])),
                name="shift_cancel_cause_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="shift_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="leave",
            constraint=models.UniqueConstraint(
                models.F("organization"), models.F("uid"), name="leave_uid_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="shiftmember",
            constraint=models.UniqueConstraint(
                models.F("shift"), models.F("membership"), name="shift_member_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="shiftmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__in", ["paid", "volunteer"])),
                name="shift_member_capacity_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="shiftmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("partner__isnull", True),
                    models.Q(("partner", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="shift_pair_is_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="shiftmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_out_at__isnull", True),
                    ("checked_out_at__gte", models.F("checked_in_at")),
                    _connector="OR",
                ),
                name="shift_member_out_after_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingmodule",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                models.F("topic"),
                models.F("number"),
                name="training_module_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingmodule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("topic__in", ["app_practice", "doorstep", "nonpartisan", "safety"])
                ),
                name="training_topic_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.UniqueConstraint(
                models.F("module"), models.F("membership"), name="sign_off_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="requiredmodule",
            constraint=models.UniqueConstraint(
                models.F("walk_list"), models.F("module"), name="required_module_once"
            ),
        ),
    ]
