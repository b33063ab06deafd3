"""Wann zuletzt gesichert wurde: bin/sicherung schreibt es in eine kleine Datei, die Anwendung liest nur sie (`SICHERUNG_STAND`).

Von der Sicherung selbst, ihrem Ort und ihren Schlüsseln weiß die Anwendung nichts.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Sicherung:
    """Die letzte gelungene Sicherung; ohne `am` gab es keine, oder niemand kann lesen, wann (`lesbar`)."""

    am: datetime | None = None
    groesse: int = 0
    lesbar: bool = True


def letzte() -> Sicherung | None:
    """None, wo für die Auskunft keine Datei vorgesehen ist: Dann sichert jemand anderes, und hier steht nichts davon."""
    if not settings.SICHERUNG_STAND:
        return None
    try:
        stand = json.loads(Path(settings.SICHERUNG_STAND).read_text())
        am = datetime.fromisoformat(stand["am"])
        return Sicherung(am, int(stand["groesse"])) if am.tzinfo else Sicherung(lesbar=False)
    except FileNotFoundError:
        return Sicherung()
    except (OSError, ValueError, TypeError, KeyError):
        return Sicherung(lesbar=False)
