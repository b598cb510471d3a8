"""Written material over HTTP: literature, cards, briefings, petitions, call scripts."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import BooleanFilter, CharFilter, ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.scripts.access import READS, REFUSALS
from canvass.api.scripts.gated_texts import GatedTexts, with_is_open
from canvass.api.scripts.schema import MaterialDraft, MaterialOut
from canvass.models import Material
from canvass.models.material import WRITTEN
from canvass.services.scripts.draft_material import draft_material
from turf.models import Campaign, Role


class MaterialFilters(FilterSet):
    """Material by campaign and kind, and by whether it may be read at doors."""

    campaign = CharFilter("campaign__slug", label="slug of the campaign")
    kind = ChoiceFilter(choices=list(WRITTEN.items()))
    open = BooleanFilter("is_open", label="whether its gate is open")

    class Meta:
        model = Material
        fields = ["campaign", "kind", "open"]


@extend_schema_view(
    withdraw=extend_schema(request=None, responses={200: MaterialOut} | REFUSALS),
)
class Materials(GatedTexts):
    """Written material. Phones and canvassers see what is approved, and nothing else exists there.

    Directors write it, compliance opens its gate.
    """

    roles = READS | {Role.CANVASSER}
    roles_of_action = GatedTexts.roles_of_action | {"decisions": READS}
    queryset = with_is_open(Material).select_related("campaign")
    serializer_class = MaterialOut
    filterset_class = MaterialFilters

    def get_queryset(self) -> Any:
        """Drafts and what was withdrawn are read at the desk alone."""
        texts = super().get_queryset()
        if getattr(self, "swagger_fake_view", False) or self.action not in ("list", "retrieve"):
            return texts
        is_at_desk = self.request.auth is None and self.membership.role != Role.CANVASSER
        return texts if is_at_desk else texts.filter(is_open=True)

    @extend_schema(request=MaterialDraft, responses={201: MaterialOut} | REFUSALS)
    def create(self, request: Request) -> Response:
        """Write a draft; refused, with all findings, where nobody may approve it.

        The same text again is the same piece.
        """
        asked = MaterialDraft(data=request.data)
        asked.is_valid(raise_exception=True)
        content = dict(asked.validated_data)
        own = Campaign.objects.for_organization(self.membership.organization_id)
        material = draft_material(
            campaign=get_object_or_404(own, slug=content.pop("campaign")),
            content=content,
            author=self.membership.user,
            at=timezone.now(),
        )
        return self.told(material, 201)
