"""A bad network on the loopback: stands between phones and a server, and does what a seed says.

    with fault_proxy(server=("127.0.0.1", 8000), faults=STORM, seed=7) as network:
        … talk to network.url …
        network.calm()

One request a connection. It ends with its block, or by itself after ``LIFETIME_S``.
"""

import asyncio
import socket
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from random import Random
from threading import Event, Thread

from tests.chaos.faults import Fault, draw

HOST = "127.0.0.1"
LIFETIME_S = 3600
ANSWER_WITHIN_S = 60
LONGEST_DELAY_S = 0.3
RST_ON_CLOSE = struct.pack("ii", 1, 0)
GONE = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)
PAGE = b"<!doctype html><title>Free Wi-Fi</title><p>Accept the terms to go online.</p>"
PORTAL_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)
)


class FaultProxy:
    """Hands requests on to ``server`` (host, port), badly; ``counts`` says what it did."""

    def __init__(
        self, server: tuple[str, int], faults: Mapping[Fault, float], seed: int | str
    ) -> None:
        self.server = server
        self.faults = faults
        self.counts: Counter[str] = Counter()
        self.port = 0
        self._rng = Random(seed)
        self._is_calm = False
        self._ready, self._over = Event(), asyncio.Event()
        self._loop = asyncio.new_event_loop()

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def calm(self) -> None:
        """Do nothing wrong any more."""
        self._is_calm = True

    def rage(self) -> None:
        """Do wrong again."""
        self._is_calm = False

    def run(self) -> None:
        """Serve until `stop` is called or the lifetime is over."""
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    def start(self, thread: Thread) -> None:
        thread.start()
        self._ready.wait(10)

    def stop(self) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._over.set)

    async def _serve(self) -> None:
        talks: set[asyncio.Task[None]] = set()

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task
            talks.add(task)
            try:
                await self._talk(reader, writer)
            finally:
                talks.discard(task)

        listener = await asyncio.start_server(talk, HOST, 0)
        self.port = listener.sockets[0].getsockname()[1]
        self._ready.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), LIFETIME_S)
        listener.close()
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await self._loop.shutdown_asyncgens()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request of a phone, and let happen to it what is drawn."""
        with suppress(*GONE):
            request = await _read_request(reader)
            fault = None if self._is_calm else draw(self.faults, self._rng)
            self.counts["all"] += 1
            self.counts[fault or "fine"] += 1
            answer = await self._answer(request, fault)
            if fault in (Fault.RESET, Fault.REQUEST_CUT):
                _reset_on_close(writer)
            writer.write(answer)
            await writer.drain()
        await _close(writer)

    async def _answer(self, request: bytes, fault: Fault | None) -> bytes:
        """What the phone hears; empty for nothing."""
        if fault is Fault.PORTAL:
            return PORTAL_ANSWER
        if fault is Fault.RESET:
            return b""
        if fault is Fault.REQUEST_CUT:
            await self._ask(request[: self._rng.randrange(len(request))], is_whole=False)
            return b""
        if fault is Fault.DELAYED:
            await asyncio.sleep(self._rng.uniform(0, LONGEST_DELAY_S))
        if fault is Fault.SENT_TWICE:
            answers = await asyncio.gather(self._ask(request), self._ask(request))
            return self._rng.choice(answers)
        answer = await self._ask(request)
        if fault is Fault.ANSWER_DROPPED:
            return b""
        if fault is Fault.ANSWER_CUT:
            return answer[: self._rng.randrange(len(answer) or 1)]
        return answer

    async def _ask(self, request: bytes, *, is_whole: bool = True) -> bytes:
        """Send a request on, and hear the answer out; half a request is followed by silence."""
        reader, writer = await asyncio.open_connection(*self.server)
        try:
            writer.write(request)
            await writer.drain()
            if not is_whole:
                writer.write_eof()
            return await asyncio.wait_for(reader.read(-1), ANSWER_WITHIN_S)
        finally:
            await _close(writer)


@contextmanager
def fault_proxy(
    *, server: tuple[str, int], faults: Mapping[Fault, float], seed: int | str
) -> Iterator[FaultProxy]:
    """Stand before ``server`` inside the block."""
    proxy = FaultProxy(server, faults, seed)
    thread = Thread(target=proxy.run, name="fault proxy", daemon=True)
    proxy.start(thread)
    try:
        yield proxy
    finally:
        proxy.stop()
        thread.join(10)


async def _read_request(reader: asyncio.StreamReader) -> bytes:
    """Read one request with its body, and have the server close the connection after it."""
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), ANSWER_WITHIN_S)
    lines = head[:-4].split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith((b"connection:", b"expect:"))]
    length = 0
    for line in lines:
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    body = await asyncio.wait_for(reader.readexactly(length), ANSWER_WITHIN_S)
    return b"\r\n".join([*kept, b"Connection: close", b"", b""]) + body


def _reset_on_close(writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RST_ON_CLOSE)


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(*GONE):
        await writer.wait_closed()
