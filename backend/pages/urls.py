"""Addresses of the pages."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from backend.pages.map_data import map_precincts, map_turfs
from backend.pages.report import report
from backend.pages.start import start

urlpatterns = [
    path("", start, name="start"),
    path("report/", report, name="report"),
    path("map/precincts.geojson", map_precincts, name="map_precincts"),
    path("map/turfs.geojson", map_turfs, name="map_turfs"),
    path(
        "sign-in/",
        LoginView.as_view(template_name="backend/sign_in.html", redirect_authenticated_user=True),
        name="sign_in",
    ),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
]
