"""Der Satz nach einer Tat, und der Knopf, der sie zurücknimmt."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest


@dataclass(frozen=True)
class Rueckweg:
    """Knopf in einer Meldung: ein POST an `ziel` mit diesen Feldern. Er gilt, was die Seite dort gilt: Recht, Grenze, Stand."""

    ziel: str
    felder: Mapping[str, Any] = field(default_factory=dict)
    text: str = "Rückgängig"


def gelungen(request: HttpRequest, satz: str, rueckweg: Rueckweg | None = None) -> None:
    """Meldung über der nächsten Seite; der Rückweg reist in der Anmeldung mit, nicht in der Adresse."""
    messages.success(request, satz, extra_tags=json.dumps(asdict(rueckweg)) if rueckweg else "")


def nachgefragt(request: HttpRequest, frage: str, ja: Rueckweg) -> None:
    """Eine Rückfrage über der nächsten Seite, mit dem Knopf, der es trotzdem tut."""
    messages.warning(request, frage, extra_tags=json.dumps(asdict(ja)))


def rueckweg(meldung: Any) -> Rueckweg | None:
    """Der Rückweg einer Meldung, wenn sie einen hat."""
    return Rueckweg(**json.loads(meldung.extra_tags)) if (meldung.extra_tags or "").startswith("{") else None
