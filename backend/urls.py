"""Every address that is served."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, include, path

from backend.api_docs import ApiPage, ApiSchema
from backend.health import healthz

handler400 = "backend.errors.bad_request"
handler404 = "backend.errors.not_found"
handler500 = "backend.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", include("turf.api.urls")),
    path("api/v1/", include("canvass.api.urls")),
    path("api/v1/schema/", ApiSchema.as_view(), name="schema"),
    path("api/v1/docs/", login_required(ApiPage.as_view()), name="api_docs"),
    path("", include("backend.pages.urls")),
]

if settings.ADMIN_ENABLED:
    urlpatterns.append(path("admin/", admin.site.urls))
