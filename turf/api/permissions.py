"""Who may do what over HTTP; a view that names nothing is denied."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView


class Denied(BasePermission):
    """Nobody. The default, so that a view has to say who may use it."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Refuse."""
        return False
