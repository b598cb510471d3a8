import math

import shapely
from django.db import migrations, models

BATCH = 500


def measure_compactness(apps, schema_editor):
    """Polsby-Popper of each outline, in metres on a plane about it.

    How often a stored walk crosses major roads cannot be told from its row: that stays unknown.
    """
    turf = apps.get_model("turf", "Turf")
    turfs = turf.objects.only("pk", "outline").order_by("pk")
    for row in turfs.iterator(chunk_size=BATCH):
        shape = shapely.from_wkb(bytes(row.outline.wkb))
        east = 111_320 * math.cos(math.radians(shape.bounds[1])) if not shape.is_empty else 1.0
        shape_m = shapely.transform(shape, lambda lonlat, east=east: lonlat * (east, 110_540))
        round_m2 = shape_m.length**2 / (4 * math.pi)
        value = shape_m.area / round_m2 if round_m2 else 0.0
        turf.objects.filter(pk=row.pk).update(compactness=value)


class Migration(migrations.Migration):
    dependencies = [
        ("turf", "0003_retired_precincts"),
    ]

    operations = [
        migrations.AddField(
            model_name="turf",
            name="crossings",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="turf",
            name="compactness",
            field=models.FloatField(null=True),
        ),
        migrations.RunPython(measure_compactness, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="turf",
            name="compactness",
            field=models.FloatField(),
        ),
    ]
