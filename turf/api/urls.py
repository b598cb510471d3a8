"""Addresses of the ground."""

from rest_framework.routers import SimpleRouter

from turf.api.views import Campaigns, Precincts, Turfs

router = SimpleRouter(use_regex_path=False)
router.register("campaigns", Campaigns)
router.register("precincts", Precincts)
router.register("turfs", Turfs)

urlpatterns = router.urls
