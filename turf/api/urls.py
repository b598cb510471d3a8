"""Addresses of the ground."""

from rest_framework.routers import SimpleRouter

from turf.api.editing import CutEditing, TurfEditing
from turf.api.universes import Universes
from turf.api.views import Campaigns, Cuts, Precincts, Turfs

router = SimpleRouter(use_regex_path=False)
router.register("campaigns", Campaigns)
router.register("precincts", Precincts)
router.register("cuts", Cuts)
router.register("cuts", CutEditing, basename="edit-cut")
router.register("turfs", Turfs)
router.register("universes", Universes)
router.register("turfs", TurfEditing, basename="edit-turf")

urlpatterns = router.urls
