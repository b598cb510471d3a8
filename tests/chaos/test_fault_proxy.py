"""The bad network is as bad as it says, and good when it is told to be."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.chaos.fault_proxy import FaultProxy, fault_proxy
from tests.chaos.faults import STORM, Fault, read_faults

ANSWER = b'{"heard": true}' * 20


@pytest.fixture
def heard() -> Iterator[tuple[tuple[str, int], list[bytes]]]:
    """A server, and the whole bodies it heard."""
    bodies: list[bytes] = []

    class Hears(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) == length:
                bodies.append(body)
            self.send_response(200)
            self.send_header("Content-Length", str(len(ANSWER)))
            self.end_headers()
            self.wfile.write(ANSWER)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Hears) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield ("127.0.0.1", server.server_port), bodies
        server.shutdown()
        thread.join()


def say(network: FaultProxy, body: bytes) -> bytes | None:
    """Post ``body``; None when no whole answer came."""
    connection = HTTPConnection("127.0.0.1", network.port, timeout=5)
    try:
        connection.request("POST", "/", body=body)
        return connection.getresponse().read()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


@contextmanager
def only(fault: Fault, server: tuple[str, int]) -> Iterator[FaultProxy]:
    with fault_proxy(server=server, faults={fault: 1}, seed=1) as network:
        yield network


@pytest.mark.parametrize(
    ("fault", "times_heard", "is_answered"),
    [
        (Fault.ANSWER_DROPPED, 1, False),
        (Fault.SENT_TWICE, 2, True),
        (Fault.REQUEST_CUT, 0, False),
        (Fault.ANSWER_CUT, 1, False),
        (Fault.RESET, 0, False),
        (Fault.DELAYED, 1, True),
    ],
)
def test_each_fault_does_what_it_says(heard, fault, times_heard, is_answered) -> None:
    server, bodies = heard
    with only(fault, server) as network:
        assert (say(network, b"knock" * 50) == ANSWER) is is_answered
    assert len(bodies) == times_heard
    assert network.counts == {"all": 1, fault: 1}


def test_a_portal_answers_with_its_page(heard) -> None:
    server, bodies = heard
    with only(Fault.PORTAL, server) as network:
        assert b"Wi-Fi" in (say(network, b"knock") or b"")
    assert not bodies


def test_a_calm_network_does_nothing_wrong(heard) -> None:
    server, bodies = heard
    with only(Fault.RESET, server) as network:
        network.calm()
        assert all(say(network, b"%d" % number) == ANSWER for number in range(20))
    assert bodies == [b"%d" % number for number in range(20)]


def test_the_same_seed_does_the_same(heard) -> None:
    server, _ = heard

    def counts() -> Counter[str]:
        with fault_proxy(server=server, faults=STORM, seed="a storm") as network:
            for _ in range(40):
                say(network, b"knock")
            return network.counts

    first = counts()
    assert first == counts()
    assert len(first) > 5


def test_faults_are_read_as_they_are_written() -> None:
    assert read_faults("drop=0.2, repeat=0.5") == {
        Fault.ANSWER_DROPPED: 0.2,
        Fault.SENT_TWICE: 0.5,
    }
    for nonsense in ("drop=0.9,repeat=0.2", "rain=0.1", "drop=much"):
        with pytest.raises(ValueError, match=r"."):
            read_faults(nonsense)
