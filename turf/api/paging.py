"""How lists are cut into pages."""

from rest_framework.pagination import CursorPagination


class ById(CursorPagination):
    """Pages in the order of ids: rows added meanwhile neither shift nor repeat others."""

    ordering = "id"
    page_size = 100
    page_size_query_param = "limit"
    max_page_size = 1000
