"""What row-level security has to be in the database, worked out from the models there are.

A new model is covered by itself: by its organization, or, where Django makes the table of a
many-to-many relation, by the rows it links. What has neither, and is not named as global, has row-
level security without a policy: nobody but the owner sees a row of it until somebody decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.apps import apps

from turf.tenancy.global_tables import GLOBAL_TABLES, SEATS

PREFIX = "tenancy_"

_SETTING = "NULLIF(current_setting('app.{}', true), '')::bigint"
_MINE = f"organization_id = (SELECT {_SETTING.format('organization')})"


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: the rows it lets through, and ``command`` for what."""

    table: str
    name: str
    rows: str
    command: str = "ALL"

    @property
    def text(self) -> str:
        """The statement that makes it."""
        writes = f" WITH CHECK ({self.rows})" if self.command == "ALL" else ""
        return (
            f'CREATE POLICY {self.name} ON "{self.table}" FOR {self.command}'
            f" USING ({self.rows}){writes}"
        )

    @property
    def mark(self) -> str:
        """The hash of the text, which the policy carries as its comment."""
        return sha256(self.text.encode()).hexdigest()


def wanted() -> dict[str, tuple[Policy, ...]]:
    """Return the policies of each table that is walled in; none where nobody said whose it is."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: _policies(model)
        for model in models
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.db_table not in GLOBAL_TABLES
    }


def undecided() -> list[str]:
    """Return the tables of which nobody said whose their rows are."""
    return sorted(table for table, policies in wanted().items() if not policies)


def _policies(model: Any) -> tuple[Policy, ...]:
    table = model._meta.db_table
    rows = _rows(model)
    if not rows:
        return ()
    found = [Policy(table, f"{PREFIX}rows", rows)]
    if column := SEATS.get(table):
        mine = f"{column} = {_SETTING.format('user')}"
        found.append(Policy(table, f"{PREFIX}seats", mine, "SELECT"))
    return tuple(found)


def _rows(model: Any) -> str:
    """Write which rows are one's own."""
    columns = _links(model)
    if columns.get("organization_id") == "turf_organization":
        return _MINE
    walled = {column: table for column, table in columns.items() if table not in GLOBAL_TABLES}
    if not model._meta.auto_created or not walled:
        return ""
    return " AND ".join(
        f'EXISTS (SELECT FROM "{table}" AS linked WHERE linked.id = "{column}")'
        for column, table in walled.items()
    )


def _links(model: Any) -> Mapping[str, str]:
    """Map the columns that name other rows to the tables of those."""
    return {
        field.column: field.related_model._meta.db_table
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model
    }
