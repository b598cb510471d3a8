"""The description of the API, for programs and for people. Both are for who is signed in."""

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import IsAuthenticated

from turf.api.asking import DeviceTokens, StaffSessions


class ApiSchema(SpectacularAPIView):
    """The OpenAPI schema."""

    authentication_classes = [DeviceTokens, StaffSessions]
    permission_classes = [IsAuthenticated]


class ApiPage(SpectacularSwaggerSplitView):
    """The page made of it; its script is a request of its own, since no inline script may run."""

    authentication_classes = [StaffSessions]
    permission_classes = [IsAuthenticated]
    template_name = "backend/api_docs.html"
