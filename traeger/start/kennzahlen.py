"""Zahlen der Startseite und der Seite „Kennzahlen“: alle in einer Abfrage, eigene oder gerundete über alle Träger (Entscheidung 12)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from arge.daten.abfragen import vorbereitet
from arge.seite.zeilen import jahr_oder_tag
from arge.zahlen.kennzahl import Art, Differenz, Kennzahl, Lesen, Quote, Zaehlung, alle, nach_nummer, vereint, werte
from arge.zahlen.zeitraum import Zeitraum, monate_spaeter, monatsende
from traeger.begriffe import Recht
from traeger.zugang import Zugang, zahlen


def hat_eigene(zugang: Zugang) -> bool:
    """Ob jemand zu einem Träger gehört und dessen Zahlen als eigene sieht; Steuerung und Koordination sehen Summen."""
    return zugang.traeger_id is not None and not zugang.bereiche


def wessen(zugang: Zugang) -> int | None:
    """Der Träger, dessen Zahlen diese Person sieht; None für die Summe aller."""
    return zugang.traeger_id if hat_eigene(zugang) else None


def vorjahr(heute: date) -> date:
    """Derselbe Tag ein Jahr zuvor; am 29. Februar der 28."""
    return monate_spaeter(heute, -12)


def kachelwerte(
    zugang: Zugang, heute: date, kacheln: list[tuple[str, str]]
) -> tuple[list[tuple[Kennzahl, Zeitraum, Any]], list[Any]]:
    """(Kennzahl, Zeitraum, Wert) je (Nummer, „heute“ | „jahr“) und derselbe Wert ein Jahr zuvor, alle in einer Abfrage."""
    fragen, davor = (
        [(nach_nummer(nummer), jahr_oder_tag(wann, tag)) for nummer, wann in kacheln] for tag in (heute, vorjahr(heute))
    )
    posten = _summen(fragen + davor) if not hat_eigene(zugang) else _eigene(fragen + davor, zugang)
    jetzt = [(kennzahl, zeitraum, wert) for (kennzahl, zeitraum), wert in zip(fragen, posten[: len(fragen)], strict=True)]
    return jetzt, posten[len(fragen) :]


#: So viele Monate zeigt der Verlauf unter einer Kachel: ein Jahr, und jede Jahreszeit einmal.
VERLAUF_MONATE = 12


def _monate(heute: date) -> list[Zeitraum]:
    """Die letzten vollen Monate, der älteste zuerst; ist heute der letzte Tag, zählt der Monat schon."""
    erster = monate_spaeter(date(heute.year, heute.month, 1), -VERLAUF_MONATE + (heute == monatsende(heute)))
    anfaenge = [monate_spaeter(erster, n) for n in range(VERLAUF_MONATE)]
    return [Zeitraum(von, monatsende(von)) for von in anfaenge]


def verlauf(
    zugang: Zugang, heute: date, kacheln: list[tuple[str, str]]
) -> tuple[list[Zeitraum], list[tuple[Kennzahl, str, list[Any]]]]:
    """(Monate, [(Kennzahl, „heute“ | „jahr“, ein Wert je Monat)]): am letzten Tag des Monats oder über ihn, alle in einer Abfrage.

    Was nach Kalenderjahren zählt, hat keine Monate. Es gilt, was für die Kachel gilt: eigene Zahlen, oder Summen, die keine Menschen zählen.
    """
    monate = _monate(heute)
    gewaehlt = [(nach_nummer(nummer), wann) for nummer, wann in kacheln if not nach_nummer(nummer).jahresweise]
    fragen = [
        (k, Zeitraum(monat.ende, monat.ende) if wann == "heute" else monat) for k, wann in gewaehlt for monat in monate
    ]
    if not fragen:
        return monate, []
    posten = _eigene(fragen, zugang, _monatlich) if hat_eigene(zugang) else _summen(fragen, _monatlich)
    je = [posten[n : n + len(monate)] for n in range(0, len(posten), len(monate))]
    return monate, [(k, wann, werte_) for (k, wann), werte_ in zip(gewaehlt, je, strict=True)]


@vorbereitet(merken=64)
def _vereint(posten: tuple[Zaehlung, ...], _heute: date) -> QuerySet[Any]:
    return vereint(posten)


def _lesen(posten: tuple[Zaehlung, ...]) -> list[tuple[Any, ...]]:
    """Ein Dutzend Zahlen zu schreiben kostet mehr als sie zu zählen: je Träger, Rolle und Tag einmal."""
    return _vereint(posten, timezone.localdate())


@vorbereitet(merken=16)
def _vereint_je_monat(posten: tuple[Zaehlung, ...], _heute: date) -> QuerySet[Any]:
    return vereint(posten)


def _monatlich(posten: tuple[Zaehlung, ...]) -> list[tuple[Any, ...]]:
    """Zwölfmal so lang wie die der Kacheln: eine eigene, kürzere Merkliste, damit sie jene nicht verdrängt."""
    return _vereint_je_monat(posten, timezone.localdate())


def _eigene(fragen: list[tuple[Kennzahl, Zeitraum]], zugang: Zugang, lesen: Lesen = _lesen) -> list[Any]:
    wer = _ohne_person(zugang)
    return werte(*(Zaehlung(k, zeitraum, zugang=wer, traeger=zugang.traeger_id) for k, zeitraum in fragen), lesen=lesen)


def _ohne_person(zugang: Zugang) -> Zugang:
    """Welche Zeilen eine Zahl zählt, hängt an Träger, Rolle und Arbeitsfeldern, nie an der Person: So schreiben alle, die dasselbe sehen,
    ihre Abfrage nur einmal. Gelesen wird unter dem Zugang der Anfrage; zählte ein Modell doch je Person, zählte es hier niemanden."""
    return replace(zugang, benutzer_id=0, mitgliedschaft_id=None, vertretungen=())


def _unbekannte(fragen: list[tuple[Kennzahl, Zeitraum]], zugang: Zugang) -> list[Kennzahl]:
    """Zahlen, zu denen von diesem Träger noch gar nichts erfasst ist; alle in einer Abfrage."""
    zweifelhaft = [(k, zeitraum) for k, zeitraum in fragen if k.erfasst is not None]
    posten = [Zaehlung(k.bekannt, zeitraum, zugang=zugang, traeger=zugang.traeger_id) for k, zeitraum in zweifelhaft]
    return [k for (k, _), anzahl in zip(zweifelhaft, werte(*posten), strict=True) if not anzahl]


def _summen(fragen: list[tuple[Kennzahl, Zeitraum]], lesen: Lesen = _lesen) -> list[Any]:
    """Über alle Träger – nur, was keine Menschen zählt; die stehen allein in der letzten Fassung (`veroeffentlicht`)."""
    if menschen := [k.nummer for k, _ in fragen if k.schutz]:
        raise ValueError(f"Über alle Träger zählt keine Seite Menschen: {', '.join(menschen)}.")
    with zahlen():
        return werte(*(Zaehlung(k, zeitraum) for k, zeitraum in fragen), lesen=lesen)


@dataclass(frozen=True)
class Veroeffentlicht:
    """Eine Zahl, wie sie in der letzten Fassung eines abgeschlossenen Jahres steht."""

    text: str
    wann: str
    ziel: str


def veroeffentlicht(heute: date) -> dict[str, Veroeffentlicht]:
    """{Nummer: Zahl über Menschen} der letzten Fassung eines abgeschlossenen Jahres; leer, solange es keine gibt.

    Jeden Tag neu gezählt verrieten mehrere Zahlen derselben Menschen zusammen, wer an welchem Tag kam.
    """
    lesen = import_string(settings.VEROEFFENTLICHT)
    zahlen_darin = lesen(heute)
    return {
        k.nummer: Veroeffentlicht(*zahlen_darin[k.nummer])
        for k in alle()
        if (getattr(k, "schutz", False) or getattr(k, "nur_fassung", False)) and k.nummer in zahlen_darin
    }


def kennzahlen_heute(zugang: Zugang, heute: date) -> dict[str, list[tuple[Any, Zeitraum, Any, bool]]]:
    """{Überschrift: [(Kennzahl, Zeitraum, Wert oder None, ob es eigene Zahlen sind)]} aller Kennzahlen des Hauses.

    Stichtagszahlen gelten heute, die anderen im laufenden Jahr. Wer zu einem Träger gehört und das Recht hat, sieht dessen Zahl, auch
    bei Stellen, die alle sehen; wer Nachweise liest, die Summe aller, bei Menschen die der letzten Fassung; alle anderen nur die Definition.
    """
    gruppen: dict[str, list[tuple[Any, Zeitraum, Any, bool]]] = {}
    eigene: list[tuple[Kennzahl, Zeitraum]] = []
    fremde: list[tuple[Kennzahl, Zeitraum]] = []
    for k in alle():
        if not isinstance(k, Kennzahl):
            continue
        _, recht = settings.ZAHLENGRUPPEN[k.nummer.partition("-")[0]]
        frage = k, jahr_oder_tag("heute" if k.art == Art.STICHTAG else "jahr", heute)
        if hat_eigene(zugang):
            eigene += [frage] if zugang.darf(recht) else []
        elif not k.schutz and (zugang.darf(recht) or (zugang.darf(Recht.NACHWEIS_LESEN) and not k.nur_fassung)):
            fremde.append(frage)
    gezaehlt = dict(zip((k.nummer for k, _ in eigene), _eigene(eigene, zugang), strict=True)) if eigene else {}
    gezaehlt |= dict(zip((k.nummer for k, _ in fremde), _summen(fremde), strict=True)) if fremde else {}
    if not hat_eigene(zugang) and zugang.darf(Recht.NACHWEIS_LESEN):
        gezaehlt = veroeffentlicht(heute) | gezaehlt
    selbst = {k.nummer for k, _ in eigene}
    gezaehlt |= {k.nummer: None for k in _unbekannte(eigene, zugang)}
    for k in alle():
        titel, _ = settings.ZAHLENGRUPPEN[k.nummer.partition("-")[0]]
        zeitraum = jahr_oder_tag("heute" if _art(k) == Art.STICHTAG else "jahr", heute)
        gruppen.setdefault(titel, []).append((k, zeitraum, _wert(k, gezaehlt), k.nummer in selbst))
    return gruppen


def _art(k: Any) -> Art:
    return Art(k.zaehler.art if isinstance(k, Quote) else k.art)


def _wert(k: Any, gezaehlt: dict[str, Any]) -> Any:
    """Der Wert; eine Differenz aus ihren Teilen, eine Quote nur auf ihrer eigenen Seite."""
    if isinstance(k, Differenz) and {k.minuend.nummer, k.subtrahend.nummer} <= gezaehlt.keys():
        return gezaehlt[k.minuend.nummer] - gezaehlt[k.subtrahend.nummer]
    return gezaehlt.get(k.nummer)
