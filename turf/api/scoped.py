"""The ground that every view of tenants' data stands on."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from turf.api.asking import DeviceTokens, StaffSessions, membership_of
from turf.api.openapi import Described
from turf.api.permissions import HasRole
from turf.models import Membership, Role


class Scoped(APIView):
    """A view that knows whose data it shows; ``roles`` says who may use it."""

    authentication_classes = [DeviceTokens, StaffSessions]
    permission_classes = [HasRole]
    schema = Described()
    roles: frozenset[Role] = frozenset()

    @property
    def membership(self) -> Membership:
        """The membership that asks; there is one once permissions were checked."""
        membership = membership_of(self.request)
        if membership is None:
            raise LookupError("nobody asks")
        return membership

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        """Keep tenants' data out of every cache on its way."""
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response


class OwnRows(Scoped, GenericViewSet):
    """Rows of one tenant."""

    def get_queryset(self) -> Any:
        """Only rows of the organization that asks; others do not exist for it."""
        queryset: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return queryset.none()
        return queryset.for_organization(self.membership.organization_id)


class ScopedRows(OwnRows, ReadOnlyModelViewSet):
    """List and detail of rows of one tenant."""
