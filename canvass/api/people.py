"""A person behind a door who is to be forgotten: `POST /api/v1/people/ID/erase/`."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.members.views import ADMINS
from canvass.api.refusals import BODY_REFUSALS
from canvass.services.people.erase_person import erase_person
from turf.api.json_body import BoundedJSON
from turf.api.permissions import HasRoleAtDesk
from turf.api.scoped import Scoped
from turf.models import Person


class ErasedOut(serializers.Serializer):
    """How many records of the person there were, on all ground of the organization."""

    records = serializers.IntegerField()


class ErasePerson(Scoped):
    """Forgets somebody who asks for it, and leaves them out of every later file."""

    permission_classes = [HasRoleAtDesk]
    roles = ADMINS
    parser_classes = [BoundedJSON]

    @extend_schema(
        operation_id="people_erase", request=None, responses={200: ErasedOut} | BODY_REFUSALS
    )
    def post(self, request: Request, pk: int) -> Response:
        """Erase them; it cannot be taken back. Asked again, nobody of that id is there."""
        own = Person.objects.for_organization(self.membership.organization_id)
        records = erase_person(
            person=get_object_or_404(own, pk=pk),
            erased_by=self.membership,
            erased_at=timezone.now(),
        )
        return Response(ErasedOut({"records": records}).data)
