"""What can go wrong when a person decides about what waits."""

from turf.errors import StoopError


class ItemSettled(StoopError):
    """Somebody decided about the item before."""

    code = "item_settled"


class StillRefused(StoopError):
    """What was put in its place cannot be applied either; ``code`` is that refusal's own."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class OtherId(StoopError):
    """A mended document names another knock."""

    code = "other_id"


class OnlyALikeness(StoopError):
    """An item holds what no database stores as it was sent, so it cannot be tried as it is."""

    code = "only_a_likeness"


class SenderGone(StoopError):
    """Nobody is left in whose name an item could be applied."""

    code = "sender_gone"
