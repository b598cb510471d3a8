"""Addresses of the pages."""

from django.urls import path

from backend.pages.map_data import map_precincts, map_turfs
from backend.pages.papers import badge, letter
from backend.pages.report import report
from backend.pages.sheets import sheets
from backend.pages.start import start

urlpatterns = [
    path("", start, name="start"),
    path("letters/<slug:organization>/<slug:token>/", letter, name="letter"),
    path("badges/<slug:organization>/<slug:token>/", badge, name="badge"),
    path("phones/codes/", sheets, name="sheets"),
    path("report/", report, name="report"),
    path("map/precincts.geojson", map_precincts, name="map_precincts"),
    path("map/turfs.geojson", map_turfs, name="map_turfs"),
]
