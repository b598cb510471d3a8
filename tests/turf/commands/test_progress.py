"""Long commands say how far they are, without flooding a log."""

from io import StringIO

import pytest

from turf.management import progress
from turf.management.progress import shown_progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_every_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 9.9, 10.0, 10.0, 15.0, 20.0, 20.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    log: list[str] = []
    stderr = StringIO()
    stderr.write = log.append  # type: ignore[method-assign,assignment]
    with shown_progress(stderr) as show:
        for done in (1_000, 2_000, 3_000, 4_000):
            show("addresses", done, 600_000)
        show("addresses", 0, 0)
    assert log == ["addresses: 3,000 of 600,000", "addresses"]


def test_a_terminal_gets_a_bar_and_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    with shown_progress(terminal) as show:
        show("addresses", 1, 2)
        show("people", 0, 0)
    assert terminal.getvalue() == ""
    assert capsys.readouterr().out == ""
