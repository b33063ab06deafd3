"""Die Uhr der Tests: wer „heute“, Fristen, Codes oder Pachten prüft, stellt sie; keiner hängt am Kalender der Maschine."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine

BERLIN = ZoneInfo("Europe/Berlin")


def heute() -> date:
    """Der Tag im Haus. Die Maschine rechnet in UTC: In der Stunde nach Mitternacht wäre ihrer noch gestern."""
    return datetime.now(BERLIN).date()


def gestellt(auf: date | datetime, *, laeuft: bool = True) -> time_machine.travel:
    """Uhr auf einen Zeitpunkt oder den Mittag eines Tages; `laeuft=False` hält sie an."""
    if not isinstance(auf, datetime):
        auf = datetime.combine(auf, time(12))
    return time_machine.travel(auf.replace(tzinfo=auf.tzinfo or BERLIN), tick=laeuft)


@pytest.fixture
def uhr() -> Iterator[Callable[..., None]]:
    """Aufruf stellt die Uhr bis zum Ende des Tests, auch mehrmals: `uhr(date(2026, 11, 22))`."""
    with ExitStack() as stapel:
        yield lambda auf, **wie: stapel.enter_context(gestellt(auf, **wie))
