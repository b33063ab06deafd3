"""Startseite je Rolle: was zu tun ist und wie es steht (Fachmodell 6)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, DateField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from arge.daten.abfragen import vorbereitet
from arge.daten.suche import voller_name
from arge.seite.startseite import ZEILEN_JE_ABSCHNITT, Abschnitt, Punkt, zahlwort
from arge.seite.vorlagen import url_oder_leer
from arge.seite.zeilen import adresse, wann
from arge.zahlen import zeichnung
from arge.zahlen.format import SCHREIBWEISEN, datum
from arge.zahlen.kennzahl import Quote
from arge.zahlen.tabelle import Tabelle
from traeger.begriffe import Recht
from traeger.konto.vorgaenge.mitgliedschaft import erinnerung
from traeger.models import Abwesenheit, Aufgabe, Mitgliedschaft, Vertretung
from traeger.personal.views.abwesenheit import vertretungen_heute
from traeger.start.kennzahlen import Veroeffentlicht, hat_eigene, kachelwerte, kennzahlen_heute, vorjahr, wessen
from traeger.start.kennzahlen import verlauf as monatswerte
from traeger.warnung.views import anstehend


@require_safe
def start(request):
    """Schnellzugriff und Kacheln der aktiven Mitgliedschaft."""
    zugang, heute = request.user.zugang, timezone.localdate()
    griffe = [(titel, url_oder_leer(name)) for name, titel, recht in settings.SCHNELLZUGRIFF if zugang.zeigt(recht)]
    kacheln = _kacheln(zugang, heute, _meine_kacheln(zugang))
    kontext = {"griffe": griffe, "kacheln": kacheln, "heute": heute, "vertretungen": vertretungen_heute(zugang)}
    abschnitte = [a for tun in _beitraege(zugang, settings.STARTSEITE) if (a := tun(request, heute))]
    if anzahl := sum(a.gelesen for a in abschnitte):  # Namen auf einer Seite sind gelesene Akten
        request.gelesen("Akten", anzahl, f"Startseite: {', '.join(a.titel for a in abschnitte if a.gelesen)}")
    wartet = [punkt for tun in _beitraege(zugang, settings.WARTET) for punkt in tun(request, heute)]
    kontext |= {"abschnitte": abschnitte, "wartet": wartet}
    if zugang.rolle is None:
        eigene = Mitgliedschaft.objects.wartend().offen_ab(heute).filter(benutzer=zugang.benutzer_id)
        kontext |= {"wartend": list(eigene.select_related("traeger"))}
    return render(request, "start.jinja", kontext | {"anstehend": anstehend(zugang, heute)})


def _beitraege(zugang, liste) -> Iterator[Callable]:
    """Was die Apps dieser Rolle beisteuern; Rechte entscheiden, Rollen sagen nur, wessen Arbeit es ist."""
    for pfad, recht, rollen in liste:
        if zugang.rolle and (rollen is None or zugang.rolle in rollen) and (recht is None or zugang.zeigt(recht)):
            yield import_string(pfad)


def _meine_kacheln(zugang) -> list[tuple[str, str, str]]:
    return [(nummer, wann, seite) for nummer, wann, recht, seite in settings.KACHELN if zugang.zeigt(recht)]


def _kacheln(zugang, heute: date, kacheln: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    if not kacheln:
        return []
    fragen = [(nummer, wann) for nummer, wann, _ in kacheln]
    zahlen, davor = kachelwerte(zugang, heute, fragen)
    return [
        {
            "kennung": f"verlauf-{kennzahl.nummer}" if not getattr(kennzahl, "jahresweise", False) else "",
            "wert": SCHREIBWEISEN[kennzahl.schreibweise](wert),
            "name": f"{kennzahl.name}, {'heute' if wann == 'heute' else heute.year}",
            "vergleich": _vergleich(kennzahl, vorher, wann, vorjahr(heute)),
            "ziel": adresse(kennzahl, zeitraum, zugang, wessen(zugang)) or (url_oder_leer(uebersicht) if uebersicht else ""),
        }
        for (kennzahl, zeitraum, wert), vorher, (_, wann, uebersicht) in zip(zahlen, davor, kacheln, strict=True)
    ]


def _vergleich(kennzahl, wert, wann: str, tag: date) -> str:
    """„am 28.11.2025: 212“; nichts, wo es damals nichts gab: ein Vergleich mit null sagt nur, dass noch niemand erfasst hat.

    Was nach Kalenderjahren zählt, nennt das ganze Jahr: Ein halbes bewilligt niemand.
    """
    if not wert:
        return ""
    ganz = getattr(kennzahl, "jahresweise", False)
    bis = (
        f"ganzes Jahr {tag.year}" if ganz else f"am {datum(tag)}" if wann == "heute" else f"{tag.year} bis zum {datum(tag)}"
    )
    return f"{bis}: {SCHREIBWEISEN[kennzahl.schreibweise](wert)}"


@require_safe
def verlauf(request):
    """Die Kacheln über die letzten zwölf Monate: für htmx nur die kleinen Bilder, die in die Kacheln kommen, sonst eine Seite mit Tabelle.

    Eine eigene Adresse, denn so viele Zahlen zu lesen kostete jede Startseite mehr als alles andere darauf.
    """
    zugang = request.user.zugang
    monate, zahlen = monatswerte(zugang, timezone.localdate(), [(n, wann) for n, wann, _ in _meine_kacheln(zugang)])
    namen = [date_format(monat.von, "F Y") for monat in monate]
    reihen = [_reihe(kennzahl, wann, namen, werte) for kennzahl, wann, werte in zahlen]
    kontext = {"reihen": reihen, "krumen": [("Start", reverse("start"))]}
    if request.htmx:
        return render(request, "traeger/start/_verlauf.jinja", kontext)
    zeilen = [[name, *(r["worte"][stelle] for r in reihen)] for stelle, name in enumerate(namen)]
    kopf = ["Monat", *(r["name"] for r in reihen)]
    tabelle = Tabelle(kopf, zeilen[::-1], kopf[1:], titel="Je Monat, der jüngste zuerst")
    return render(request, "traeger/start/verlauf.jinja", kontext | {"tabelle": tabelle})


def _reihe(kennzahl, wann: str, monate: list[str], werte: list) -> dict:
    worte = [SCHREIBWEISEN[kennzahl.schreibweise](wert) for wert in werte]
    ende = "Ende " if wann == "heute" else ""
    return {
        "kennung": f"verlauf-{kennzahl.nummer}", "name": kennzahl.name, "worte": worte,
        "bild": zeichnung.verlauf(werte) if any(werte) else None,
        "text": f"{ende}{monate[0]}: {worte[0]}, {ende}{monate[-1]}: {worte[-1]}",
    }  # fmt: skip


#: So viele Tage voraus zeigt die Startseite, wer fehlen wird.
VORAUS_TAGE = 14


def _der_leitung(request, heute: date) -> list[tuple]:
    """(Art, Nummer, Wort, Tag, bis, wer) für die Leitung: Freigaben, offene Aufgaben, Abwesende; eine Abfrage für alle drei."""
    if not hasattr(request, "der_leitung"):
        request.der_leitung = _bei_der_leitung(request.user.zugang, heute)
    return request.der_leitung


@vorbereitet(merken=32)
def _bei_der_leitung(zugang, heute: date) -> QuerySet:
    kein_tag, leer = Value(None, DateField()), Value("", CharField())
    vertritt = Vertretung.objects.filter(traeger=OuterRef("traeger"), abwesenheit=OuterRef("pk"), bis__gte=heute)
    wer = vertritt.order_by().values("abwesenheit").values(wer=StringAgg(voller_name("fachkraft__"), Value(", ")))
    weg = Abwesenheit.objects.fuer(zugang).filter(von__lte=heute + timedelta(VORAUS_TAGE), bis__gte=heute)
    offen = Aufgabe.objects.filter(erledigt_am__isnull=True, traeger=zugang.traeger_id)
    return weg.order_by().values_list(
        Value("abwesend"), "pk", voller_name("fachkraft__"), "von", "bis", Coalesce(Subquery(wer), Value(""), output_field=TextField())
    ).union(
        offen.order_by().values_list(Value("aufgabe"), "pk", "titel", "faellig_am", kein_tag, leer),
        erinnerung(durch=zugang, heute=heute).order_by().values_list(Value("freigabe"), "pk", leer, kein_tag, kein_tag, leer),
        all=True,
    )  # fmt: skip


def zu_erledigen(request, heute: date) -> list[Punkt]:
    """Freigaben und offene Aufgaben des Trägers, Überfälliges zuerst."""
    zeilen = _der_leitung(request, heute)
    freigaben = sum(1 for art, *_ in zeilen if art == "freigabe")
    punkte = []
    if freigaben:
        titel = zahlwort(
            freigaben, "Eine Mitgliedschaft wartet auf Ihre Freigabe", "Mitgliedschaften warten auf Ihre Freigabe"
        )
        punkte.append(Punkt(titel, reverse("traeger:freigabe-liste")))
    aufgaben = sorted((tag, pk, wort) for art, pk, wort, tag, _, _ in zeilen if art == "aufgabe")
    for tag, pk, wort in aufgaben[:ZEILEN_JE_ABSCHNITT]:
        zeichen = ("ueberfaellig", f"überfällig seit {datum(tag)}") if tag < heute else ("offen", f"fällig am {datum(tag)}")
        punkte.append(Punkt(wort, reverse("traeger:aufgabe-detail", args=[pk]), (zeichen,), "Aufgabe"))
    return punkte


def abwesend(request, heute: date) -> Abschnitt | None:
    """Wer fehlt oder bald fehlt, und wer so lange die Fälle führt; ohne Vertretung zuerst."""
    zeilen = sorted(
        (bool(wer), von, pk, name, bis, wer)
        for art, pk, name, von, bis, wer in _der_leitung(request, heute)
        if art == "abwesend"
    )
    punkte = [
        Punkt(
            name, reverse("traeger:abwesenheit-detail", args=[pk]), () if vertreten else (("bald", "ohne Vertretung"),),
            f"{'bis' if von <= heute else f'vom {datum(von)} bis'} {datum(bis)}" + (f" · vertreten von {wer}" if wer else ""),
        )
        for vertreten, von, pk, name, bis, wer in zeilen[:ZEILEN_JE_ABSCHNITT]
    ]  # fmt: skip
    mehr = ("Alle Abwesenheiten", reverse("traeger:abwesenheit-liste"))
    return Abschnitt("abwesend", "Abwesend", punkte, mehr=mehr) if punkte else None


@require_safe
def kennzahlen(request):
    """Alle Kennzahlen des Hauses: Definition, Zeitraum, Wert für diese Rolle, Weg zu den Zeilen."""
    zugang, heute = request.user.zugang, timezone.localdate()
    gelesen: dict = {}
    gruppen = [
        (titel, [_kennzahl(zugang, heute, gelesen, *zeile) for zeile in zeilen])
        for titel, zeilen in kennzahlen_heute(zugang, heute).items()
    ]
    kontext = {"gruppen": gruppen, "eigene": hat_eigene(zugang), "traeger": zugang.traeger}
    return render(request, "traeger/start/kennzahlen.jinja", kontext)


def _ohne_wert(k, zugang) -> str:
    """Warum hier keine Zahl steht: jeder Grund hat seinen Satz."""
    if isinstance(k, Quote):
        return "steht auf „Auslastung“"
    menschen = getattr(k, "schutz", False) or getattr(k, "nur_fassung", False)
    if menschen and not hat_eigene(zugang) and zugang.darf(Recht.NACHWEIS_LESEN):
        return "noch in keiner Fassung"
    _, recht = settings.ZAHLENGRUPPEN[k.nummer.partition("-")[0]]
    return "noch nichts erfasst" if zugang.darf(recht) else "nicht in Ihrer Rolle"


def _kennzahl(zugang, heute: date, gelesen: dict, k, zeitraum, wert, ist_eigene: bool) -> dict[str, str]:
    angaben = {"nummer": k.nummer, "name": k.name, "definition": k.definition_am(heute, gelesen), "quelle": k.quelle}
    if isinstance(wert, Veroeffentlicht):
        return angaben | {"wann": wert.wann, "wert": wert.text, "ziel": wert.ziel, "wohin": "Verwendungsnachweis mit"}
    return angaben | {
        "wohin": "Zeilen hinter",
        "wann": wann(k, zeitraum) if hasattr(k, "art") else wann(k.zaehler, zeitraum),
        "wert": "" if wert is None else SCHREIBWEISEN[k.schreibweise](wert), "warum": _ohne_wert(k, zugang),
        "ziel": adresse(k, zeitraum, zugang, wessen(zugang)) if wert is not None and (ist_eigene or not k.schutz) else "",
    }  # fmt: skip
