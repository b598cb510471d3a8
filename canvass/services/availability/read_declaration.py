"""Reads what a phone sends of when and where its owner walks."""

from collections.abc import Mapping

from canvass.availability.declaration import Declaration
from canvass.availability.fault import Fault
from turf.errors import StoopError


class DeclarationFault(StoopError):
    """Something in a declaration cannot be; ``code`` says what."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def read_declaration(*, given: object) -> Declaration:
    """Return the declaration that ``given``, read from JSON, makes. Raises DeclarationFault."""
    if not isinstance(given, Mapping):
        raise DeclarationFault("declaration_invalid", "Send an object with the fields to declare")
    try:
        return Declaration.read(given)
    except Fault as fault:
        code, message = fault.code, str(fault)
    # Outside of the handler: what was given stays out of whatever prints a chain of errors.
    raise DeclarationFault(code, message)
