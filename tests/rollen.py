"""Womit die Seiten eines Raums ihre Rechte aufschreiben: `tests/<app>/[<raum>/]seiten.py` nennt je Route Rollen und Antworten.

`SEITEN = {**seite(AKTEN, "beratung:fall-neu"), **knopf({L}, "traeger:import-verwerfen"), …}`; tests/haus/test_urls.py sammelt sie
ein, ruft jede Route als jede Rolle mit GET und mit leerem POST auf und verlangt genau diese Antwort – oder 403.
"""

from collections.abc import Collection
from typing import NamedTuple

from traeger.begriffe import Rolle

ALLE = frozenset(Rolle)  # jede angemeldete Person
F, L, V, K, S, P, B = (
    Rolle.FACHKRAFT, Rolle.LEITUNG, Rolle.VERWALTUNG, Rolle.KOORDINATION, Rolle.STEUERUNG, Rolle.PRUEFUNG, Rolle.BETRIEB,
)  # fmt: skip
AKTEN = frozenset({F, L})


class Seite(NamedTuple):
    """Wer die Route öffnet und was er bekommt; `schreibt`: wer absenden darf, wenn es weniger sind."""

    wer: Collection[Rolle]
    get: int | frozenset[int] = 200
    post: int = 200
    schreibt: Collection[Rolle] | None = None
    #: Auch ohne Anmeldung.
    ist_offen: bool = False

    def antwort(self, methode: str, rolle: Rolle) -> frozenset[int]:
        """Was diese Rolle bekommen muss."""
        wer = self.schreibt if methode == "post" and self.schreibt is not None else self.wer
        erwartet = self.get if methode == "get" else self.post
        if not self.ist_offen and rolle not in wer:
            # Wer nur POST annimmt, darf das Verb vor dem Recht abweisen; umgekehrt ebenso.
            return frozenset({403} | ({405} if erwartet == 405 else set()))
        return erwartet if isinstance(erwartet, frozenset) else frozenset({erwartet})


def seite(wer: Collection[Rolle], *namen: str) -> dict[str, Seite]:
    """Formular oder Liste: GET zeigt sie, ein leeres POST zeigt sie noch einmal (mit Fehlern)."""
    return dict.fromkeys(namen, Seite(wer))


def lesen(wer: Collection[Rolle], *namen: str) -> dict[str, Seite]:
    """Nur GET; POST ist 405."""
    return dict.fromkeys(namen, Seite(wer, post=405))


def knopf(wer: Collection[Rolle], *namen: str) -> dict[str, Seite]:
    """Nur POST, danach geht es weiter; GET ist 405."""
    return dict.fromkeys(namen, Seite(wer, get=405, post=302))


def offen(*namen: str, get: int | frozenset[int] = 200, post: int = 405) -> dict[str, Seite]:
    """Auch ohne Anmeldung."""
    return dict.fromkeys(namen, Seite(ALLE, get, post, ist_offen=True))
