"""A cheap HTTP client: whole requests made beforehand, one connection a phone, kept open."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

SENT_AT = b"X-Sent-At: "
END = b"\r\n\r\n"
TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Request:
    """``head`` lacks the blank line after it; ``ids`` are those of the knocks in ``body``."""

    head: bytes
    body: bytes = b""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` is 0 where none came. ``began_s`` is by the monotonic clock."""

    status: int
    head: bytes
    body: bytes
    began_s: float
    seconds: float


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Request:
    """Make a request to any server here."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return Request("\r\n".join(lines).encode(), body)


@dataclass(slots=True)
class Line:
    """One phone's line to the server on ``host``:``port``."""

    host: str
    port: int
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None
    lost: int = field(default=0)

    async def ask(self, one: Request) -> Answer:
        """Send ``one``, saying when, and wait for its answer."""
        began_s = time.monotonic()
        sent_at = datetime.now(UTC).isoformat().encode()
        try:
            async with asyncio.timeout(TIMEOUT_S):
                status, head, body = await self._exchange(
                    one.head + b"\r\n" + SENT_AT + sent_at + END + one.body
                )
        except (OSError, asyncio.IncompleteReadError):
            self.lost += 1
            self.close()
            status, head, body = 0, b"", b""
        return Answer(status, head, body, began_s, time.monotonic() - began_s)

    def close(self) -> None:
        """Hang up."""
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None

    async def _exchange(self, raw: bytes) -> tuple[int, bytes, bytes]:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        self._writer.write(raw)
        head = (await self._reader.readuntil(END)).lower()
        body = await self._reader.readexactly(_length(head))
        if b"connection: close" in head:
            self.close()
        return int(head[9:12]), head, body


def _length(head: bytes) -> int:
    _, found, rest = head.partition(b"content-length: ")
    return int(rest.partition(b"\r\n")[0]) if found else 0
