"""How lists are cut into pages."""

from typing import Any

from django.core.exceptions import ValidationError as BadValue
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class ById(CursorPagination):
    """Pages in the order of ids: rows added meanwhile neither shift nor repeat others.

    That holds for numbers and UUIDs alike; both databases sort a UUID by its bytes.
    """

    ordering = "id"
    page_size = 100
    page_size_query_param = "limit"
    max_page_size = 1000
    invalid_cursor_message = "This cursor is not one of ours; start without it."

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        """Cut one page. Raises NotFound for a cursor that we never gave."""
        self.model = queryset.model
        return super().paginate_queryset(queryset, request, view)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Read the cursor; its position has to be an id, for it goes into the query."""
        cursor = super().decode_cursor(request)
        if cursor and cursor.position is not None:
            try:
                self.model._meta.pk.to_python(cursor.position)
            except BadValue as error:
                raise NotFound(self.invalid_cursor_message) from error
        return cursor

    def get_page_size(self, request: Request) -> int | None:
        """Read ``limit``. Raises ValidationError for what is no number from 1 up."""
        limit = request.query_params.get(self.page_size_query_param, str(self.page_size))
        if not (limit.isascii() and limit.isdigit() and len(limit) < 10 and int(limit) > 0):
            raise ValidationError({self.page_size_query_param: ["Give a number from 1 up."]})
        return min(int(limit), self.max_page_size)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """Describe the parameters as they are checked."""
        cursor, limit = super().get_schema_operation_parameters(view)
        limit["schema"] |= {"minimum": 1, "default": self.page_size}
        return [cursor, limit]


class NewestFirst(ById):
    """Pages from the latest row back."""

    ordering = "-id"
