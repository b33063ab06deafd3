"""Spalten der Zusammenarbeit: Sitzungen, Beschlüsse, Aufgaben."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from arge.seite.ausgabe import dateiname
from arge.seite.etikett import bausteine
from arge.seite.liste import Spalte
from arge.zahlen.format import datum
from traeger.begriffe import SitzungArt

KOORDINATION = "Koordination"


def sitzung_titel(am: date, art: str) -> str:
    """„Jour fixe am 02.12.2026“."""
    return f"{SitzungArt(art).label} am {datum(am)}"


def niederschrift_datei(am: date, art: str) -> str:
    """„niederschrift-jour-fixe-2026-12-02.pdf“."""
    return dateiname(f"niederschrift-{slugify(SitzungArt(art).label)}", "pdf", am)


def je_punkt(
    punkte: list[Any], beschluesse: list[Any], aufgaben: list[Any]
) -> dict[int | None, tuple[list[Any], list[Any]]]:
    """{Punkt: (Beschlüsse, Aufgaben)}; eine Aufgabe ohne Punkt steht bei dem ihres Beschlusses, was zu keinem gehört, unter `None`."""
    je: dict[int | None, tuple[list[Any], list[Any]]] = {
        nummer: ([], []) for nummer in [None, *(punkt.pk for punkt in punkte)]
    }
    for beschluss in beschluesse:
        je[beschluss.punkt_id][0].append(beschluss)
    vom_beschluss = {beschluss.pk: beschluss.punkt_id for beschluss in beschluesse}
    for aufgabe in aufgaben:
        je[aufgabe.punkt_id or vom_beschluss.get(aufgabe.beschluss_id)][1].append(aufgabe)
    return je


def uhrzeit(beginn: time | None, ende: time | None) -> str:
    """„14:30 bis 16:00 Uhr“."""
    if beginn is None:
        return "–"
    return f"{beginn:%H:%M} bis {ende:%H:%M} Uhr" if ende else f"{beginn:%H:%M} Uhr"


def sitzung_etikett(am: date, niederschrift_am: datetime | None, abgesagt_am: datetime | None) -> Any:
    """Was mit der Sitzung ist; eine fehlende Niederschrift fällt auf."""
    if abgesagt_am:
        return bausteine().badge("abgesagt", "neutral")
    if niederschrift_am:
        return bausteine().badge("Niederschrift liegt vor", "success")
    heute = timezone.localdate()
    if am > heute:
        return bausteine().badge("kommt", "info")
    return bausteine().badge("heute", "info") if am == heute else bausteine().badge("Niederschrift fehlt", "warning")


def aufgabe_etikett(faellig_am: date, erledigt_am: datetime | None, storniert_am: datetime | None = None) -> Any:
    """Offen, bald fällig oder überfällig – die Frist selbst wandert nie."""
    if storniert_am:
        return bausteine().badge(f"storniert am {datum(storniert_am)}", "neutral")
    if erledigt_am:
        return bausteine().badge(f"erledigt am {datum(erledigt_am)}", "success")
    tage = (faellig_am - timezone.localdate()).days
    if tage < 0:
        return bausteine().badge("seit gestern überfällig" if tage == -1 else f"seit {-tage} Tagen überfällig", "danger")
    if tage <= 7:
        return bausteine().badge({0: "heute fällig", 1: "morgen fällig"}.get(tage, f"in {tage} Tagen fällig"), "warning")
    return bausteine().badge("offen", "info")


SITZUNGEN = [
    Spalte(("am", "art"), "Sitzung", format=sitzung_titel, link="traeger:sitzung-detail", sortierbar=True),
    Spalte(("beginn", "ende"), "Uhrzeit", format=uhrzeit),
    Spalte("ort", "Ort"),
    Spalte("anzahl_punkte", "Punkte", zahl=True),
    Spalte(("am", "niederschrift_am", "abgesagt_am"), "Stand", format=sitzung_etikett),
]
BESCHLUESSE = [
    Spalte(
        ("sitzung__am", "sitzung__art", "nummer"), "Beschluss", link="traeger:sitzung-detail", link_feld="sitzung_id",
        format=lambda am, art, nummer: f"{datum(am)}, Nr. {nummer}", sortierbar=True,
    ),
    Spalte("text", "Wortlaut"),
    Spalte("punkt__titel", "Thema"),
    Spalte("sitzung__art", "Sitzung"),
]  # fmt: skip
AUFGABEN = [
    Spalte("titel", "Aufgabe", link="traeger:aufgabe-detail"),
    Spalte("traeger__kurzname", "Verantwortlich", leer=KOORDINATION, sortierbar=True),
    Spalte("ansprechperson", "Person"),
    Spalte("faellig_am", "fällig am", format="datum", sortierbar=True),
    Spalte(("faellig_am", "erledigt_am", "storniert_am"), "Stand", format=aufgabe_etikett),
    Spalte("sitzung__am", "aus der Sitzung", format="datum"),
]
