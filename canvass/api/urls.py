"""Addresses of what happens at the doors."""

from rest_framework.routers import SimpleRouter

from canvass.api.views import Assignments, WalkLists

router = SimpleRouter(use_regex_path=False)
router.register("walk-lists", WalkLists)
router.register("assignments", Assignments)

urlpatterns = router.urls
