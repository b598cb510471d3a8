"""One resource."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from backend.health import healthz
from tests.bench.sync.plain.views import Knocks

router = SimpleRouter()
router.register("knocks", Knocks, basename="knock")
urlpatterns = [*router.urls, path("healthz", healthz)]
