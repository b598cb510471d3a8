"""The organization every row belongs to, and the two walls that keep it among its own.

The first is code: querysets begin with ``for_organization``. The second is the database: on
PostGIS no row of another organization can be read or written, whatever a query forgot. What runs
says in whose name it does, by `turf.scope`; who says nothing sees nothing.
"""

from turf.tenancy.rows import TenantModel, TenantQuerySet, one_of

__all__ = ["TenantModel", "TenantQuerySet", "one_of"]
