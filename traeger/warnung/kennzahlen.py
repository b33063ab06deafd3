"""Die Lage: alle Warnungen des Stellenplans an einem Tag, in einer Abfrage gerechnet (Fachmodell 1)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, JSONArray

from arge.daten.abfragen import vorbereitet
from arge.daten.suche import voller_name
from arge.zahlen.zeitraum import monate_spaeter
from traeger.begriffe import Arbeitsfeld, Quelle, Recht, Rolle, TraegerArt
from traeger.models import (
    Anteilmeldung,
    Besetzung,
    Bewilligung,
    Parameter,
    Stellenanteil,
    Traeger,
    Vereinbarung,
    Warnmeldung,
)
from traeger.stellen.kennzahlen import kreis
from traeger.stellen.regeln import Stufe
from traeger.warnung.regeln.warnart import VEREINBARUNG, Vorgaben
from traeger.warnung.regeln.warnung import Anteil, Bestand, Kraft, Vertrag, Warnung, warnungen
from traeger.zugang import Zugang, zahlen

#: Parameter der Grenzwerte: Stufen des Vorlaufs, kleinster Anteil im Integrationsmanagement, Frist der Meldung.
VORLAUF = tuple(f"warnung-vorlauf-{nummer}-monate" for nummer in (1, 2, 3, 4))
MINDEST_IM, MELDUNG = "im-stellenanteil-mindest", "anteilmeldung-frist-monate"
#: So weit zurück liegt höchstens ein Ende, vor dem noch gewarnt wird, in Monaten; der größte erlaubte Vorlauf.
RUECKBLICK = 24


@dataclass(frozen=True)
class Lage:
    """Alle Warnungen eines Tages und die Schlüssel, zu denen schon etwas festgehalten ist."""

    heute: date
    vorgaben: Vorgaben
    warnungen: list[Warnung]
    gemeldet: frozenset[str]
    quittiert: frozenset[str]

    def offen(self) -> list[Warnung]:
        return [w for w in self.warnungen if w.schluessel not in self.quittiert]

    def finde(self, schluessel: str) -> Warnung | None:
        return next((w for w in self.warnungen if w.schluessel == schluessel), None)


def sichtbar(warnung: Warnung, zugang: Zugang) -> bool:
    """Koordination und Steuerung sehen alle, ein Träger seine eigenen und die der gemeinsamen Vereinbarungen."""
    if zugang.rolle in {Rolle.KOORDINATION, Rolle.STEUERUNG}:
        return True
    return zugang.traeger_id is not None and (zugang.traeger_id == warnung.traeger_id or warnung.art == VEREINBARUNG)


def verantwortet(warnung: Warnung, zugang: Zugang) -> bool:
    """Wer handelt und quittiert: die Steuerung, oder die Leitung des betroffenen Trägers."""
    if zugang.rolle != warnung.verantwortlich:
        return False
    return zugang.rolle == Rolle.STEUERUNG or zugang.traeger_id == warnung.traeger_id


def lage_fuer(zugang: Zugang, heute: date) -> Lage:
    """Was dieser Zugang sieht: der eigene Träger mit Namen seiner Fachkräfte, oder alle Träger ohne Namen."""
    ueber_alle = zugang.rolle in {Rolle.KOORDINATION, Rolle.STEUERUNG}
    ganze = lage_aller(heute) if ueber_alle else lage(heute, namen=True)
    gesehen = [w for w in ganze.warnungen if sichtbar(w, zugang)]
    return Lage(heute, ganze.vorgaben, gesehen, ganze.gemeldet, ganze.quittiert)


def anstehend(zugang: Zugang, heute: date) -> list[Warnung]:
    """Offene Warnungen der eigenen Verantwortung; dafür genügt, was der Zugang ohne `zahlen()` lesen darf.

    Die Leitung handelt nur für den eigenen Träger, die Steuerung nur bei Enden, und die stehen in gemeinsamen Zeilen.
    """
    ganze = lage(heute, namen=zugang.darf(Recht.BESETZUNG_LESEN))
    return [w for w in ganze.offen() if verantwortet(w, zugang)]


def lage_aller(heute: date) -> Lage:
    """Die Lage über alle Träger, ohne Namen von Fachkräften: für E-Mails, Kalender, Koordination und Steuerung."""
    with zahlen():
        return lage(heute)


def lage(heute: date, *, namen: bool = False) -> Lage:
    """Warnungen aus allem, was diese Transaktion lesen darf, in einer Abfrage: der eigene Träger; alle: `lage_aller`."""
    teile: dict[str, list[Any]] = defaultdict(list)
    for teil, daten in _zeilen(heute, namen):
        teile[teil].append(daten)
    vorgaben = _vorgaben(teile["wert"])
    bestand = Bestand(
        [_anteil(*zeile) for zeile in teile["anteil"]],
        [Vertrag(k, art, titel, _tag(von), _tag(bis), _tag(weg)) for k, art, titel, von, bis, weg in teile["vertrag"]],
        _kraft(teile["kraft"]),
        min(map(tuple, teile["kommune"]), default=None),
    )
    return Lage(
        heute, vorgaben, warnungen(bestand, vorgaben, heute),
        frozenset(schluessel for schluessel, gemeldet, _ in teile["zeile"] if gemeldet),
        frozenset(schluessel for schluessel, _, quittiert in teile["zeile"] if quittiert),
    )  # fmt: skip


Menge = tuple[str, QuerySet[Any], JSONArray]


@vorbereitet()
def _zeilen(heute: date, namen: bool) -> QuerySet[Any]:
    """(Teil der Lage, seine Angaben)."""
    mengen = [
        menge.order_by().annotate(teil=Value(name, CharField()), daten=daten).values_list("teil", "daten")
        for name, menge, daten in (
            _anteile(heute), _kraefte(heute, namen), _vertraege(heute), _werte(heute),
            ("kommune", Traeger.objects.filter(art=TraegerArt.KOMMUNE), JSONArray("pk", "kurzname")),
            ("zeile", Warnmeldung.objects.all(), JSONArray("schluessel", _text("gemeldet_am"), _text("quittiert_am"))),
        )
    ]  # fmt: skip
    return mengen[0].union(*mengen[1:], all=True)


def _text(feld: str) -> Cast:
    """Zahlen und Zeitpunkte reisen als Text: JSON kennt keine Dezimalzahl."""
    return Cast(feld, CharField())


def _anteile(heute: date) -> Menge:
    grenze = monate_spaeter(heute, -RUECKBLICK)
    menge = Stellenanteil.objects.filter(Q(bis__isnull=True) | Q(bis__gte=grenze)).annotate(kreis=kreis())
    kurven = [
        ArraySubquery(
            modell.objects.filter(stellenanteil=OuterRef("pk"))
            .order_by()
            .values_list(JSONArray("von", "bis", _text("vzae")))
        )
        for modell in (Bewilligung, Besetzung, Anteilmeldung)
    ]
    return "anteil", menge, JSONArray(
        "kuerzel", "traeger_id", "traeger__kurzname", "aufgabe", "quelle", "kreis", "vereinbarung__kuerzel", _text("vzae"),
        "ist_obergrenze", _text("mindestanteil_stadt"), "von", "bis", "befristet_bis", *kurven,
    )  # fmt: skip


def _kraefte(heute: date, namen: bool) -> Menge:
    """Die ganze Geschichte der Fachkräfte, die heute im Integrationsmanagement sind: Nur so steht fest, seit wann."""
    im = Besetzung.objects.filter(stellenanteil__aufgabe=Arbeitsfeld.IM)
    name = voller_name("fachkraft__") if namen else Value("")
    heutige = im.filter(fachkraft__in=im.am(heute).values("fachkraft"))
    return "kraft", heutige, JSONArray("fachkraft_id", "traeger_id", "traeger__kurzname", name, "von", "bis", _text("vzae"))


def _vertraege(heute: date) -> Menge:
    menge = Vereinbarung.objects.filter(Q(bis__isnull=True) | Q(bis__gte=monate_spaeter(heute, -RUECKBLICK)))
    return "vertrag", menge, JSONArray("kuerzel", "art", "titel", "von", "bis", "gekuendigt_am")


def _werte(heute: date) -> Menge:
    menge = Parameter.objects.am(heute).order_by().filter(schluessel__in=[*VORLAUF, MINDEST_IM, MELDUNG])
    return "wert", menge, JSONArray("gueltig_ab", "schluessel", _text("wert"))


def _tag(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _kurve(zeilen: list[list[str]]) -> tuple[Stufe, ...]:
    return tuple(Stufe(_tag(von), _tag(bis), Decimal(vzae)) for von, bis, vzae in zeilen)


def _anteil(
    kuerzel, traeger_id, traeger, aufgabe, quelle, im_kreis, vereinbarung, vzae, obergrenze, mindest, von, bis, befristet, *kurven
) -> Anteil:  # fmt: skip
    geld = Quelle(quelle).label.partition(" (")[0]
    return Anteil(
        kuerzel, traeger_id, traeger, aufgabe, geld, im_kreis, vereinbarung, Decimal(vzae), obergrenze,
        Decimal(mindest) if mindest else None, _tag(von), _tag(bis), _tag(befristet), *map(_kurve, kurven),
    )  # fmt: skip


def _kraft(zeilen: list[list[Any]]) -> list[Kraft]:
    je: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for *wer, von, bis, vzae in zeilen:
        je[tuple(wer)].append((von, bis, vzae))
    return [Kraft(nummer, tid, traeger, _kurve(stufen), name) for (nummer, tid, traeger, name), stufen in sorted(je.items())]


def _vorgaben(zeilen: list[list[str]]) -> Vorgaben:
    """Der jüngste gültige Wert je Schlüssel; was nicht gepflegt ist, behält die Vorgabe des Konzepts."""
    werte = {schluessel: Decimal(wert) for _, schluessel, wert in sorted(zeilen)}
    stufen = tuple(sorted({int(werte[s]) for s in VORLAUF if 0 < werte.get(s, 0) <= RUECKBLICK}, reverse=True))
    sonst = Vorgaben()
    return Vorgaben(
        stufen or sonst.stufen, werte.get(MINDEST_IM, sonst.mindest_im), int(werte.get(MELDUNG, sonst.meldung_monate))
    )
