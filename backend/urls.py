"""Every address that is served."""

from allauth.account.decorators import secure_admin_login
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
    path("", include("backend.sign_in.urls")),
]

if settings.ADMIN_ENABLED:
    # The admin has a sign-in of its own that knows no second factor.
    admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
    urlpatterns.append(path("admin/", admin.site.urls))
