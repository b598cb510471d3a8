from django.db import migrations, models


def _states(edit):
    return [*edit.before.get("turfs", []), *edit.after.get("turfs", [])]


def take_out(apps, schema_editor):
    """Keep the stops of an edit's turfs beside it: its history is read without them."""
    edits = apps.get_model("turf", "TurfEdit").objects
    for edit in edits.order_by("pk").iterator(chunk_size=10):
        for state in _states(edit):
            if "stops" in state:
                edit.stops[str(state["id"])] = state.pop("stops")
        edit.save(update_fields=["before", "after", "stops"])


def put_in(apps, schema_editor):
    edits = apps.get_model("turf", "TurfEdit").objects
    for edit in edits.exclude(kind__in=["lock", "unlock"]).order_by("pk").iterator(chunk_size=10):
        for state in _states(edit):
            state["stops"] = edit.stops.get(str(state["id"]), [])
        edit.save(update_fields=["before", "after"])


class Migration(migrations.Migration):
    dependencies = [
        ("turf", "0004_turf_figures"),
    ]

    operations = [
        migrations.AddField(
            model_name="turfedit",
            name="stops",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(take_out, put_in),
    ]
