"""The column that says whose a row is, and the queries that begin with it."""

from typing import Any, ClassVar, Self

from django.db import models


class TenantQuerySet(models.QuerySet[Any]):
    """Rows of tenants; reads start with ``for_organization``."""

    def for_organization(self, organization: Any) -> Self:
        """Only the rows of ``organization`` (an Organization or its id)."""
        return self.filter(organization=organization)


class TenantModel(models.Model):
    """A row that belongs to one organization.

    The column has no index of its own: in the big tables it would only cost, and each model that
    is listed by organization brings an index that begins with it.
    """

    organization = models.ForeignKey(
        "turf.Organization", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    objects: ClassVar[Any] = TenantQuerySet.as_manager()

    class Meta:
        abstract = True


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The constraint ``name``: ``field`` holds one of the words of ``choices``."""
    return models.CheckConstraint(
        name=name, condition=models.Q(**{f"{field}__in": sorted(choices.values)})
    )
