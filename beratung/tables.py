"""Spalten der Listen."""

from typing import Any

from arge.seite.liste import Spalte
from arge.zahlen.format import datum
from beratung.begriffe import KontaktForm, Thema


def themen_worte(werte: list[str] | None) -> str:
    """„Aufenthaltsrecht, Sprachförderung …“ statt der Schlüssel."""
    return ", ".join(str(Thema(wert).label) for wert in werte or []) or "–"


FAELLE = [
    Spalte(
        ("person__nachname", "person__vorname"), "Person", format="name", link="beratung:fall-detail",
        sortierbar="person__suchname",
    ),
    Spalte("kontakt_am", "Letzter Kontakt", format="datum", sortierbar=True),
    Spalte("zustaendig", "Zuständig", sortierbar=True),
    Spalte("finanzierung", "Finanzierung"),
    Spalte("zielgruppe", "Zielgruppe"),
    Spalte("arbeitsform", "Arbeitsform"),
    Spalte("begonnen_am", "Beginn", format="datum", sortierbar=True),
]  # fmt: skip
#: Unter „laufende“ wäre die Spalte leer.
FAELLE_MIT_ABSCHLUSS = [*FAELLE, Spalte("abgeschlossen_am", "Abgeschlossen", format="datum", sortierbar=True)]
KONTAKTE = [
    Spalte(
        ("fall__person__nachname", "fall__person__vorname"), "Person", format="name", link="beratung:fall-detail",
        link_feld="fall_id", sortierbar="fall__person__suchname",
    ),
    Spalte("am", "Datum", format="datum", sortierbar=True),
    Spalte("form", "Form"),
    Spalte("dauer_minuten", "Minuten", zahl=True, sortierbar=True),
    Spalte("anzahl_angehoerige", "Angehörige", zahl=True),
    Spalte("themen", "Themen", format=themen_worte),
    Spalte("fall__finanzierung", "Finanzierung"),
    Spalte(("fachkraft__nachname", "fachkraft__vorname"), "Fachkraft", format="kurzname", sortierbar="fachkraft__suchname"),
]  # fmt: skip


def _tag_und_form(am: Any, form: str) -> str:
    return f"{datum(am)}, {KontaktForm(form).label}"


KURZBERATUNGEN = [
    Spalte(("am", "form"), "Wann und wie", format=_tag_und_form, link="beratung:kontakt-bearbeiten", sortierbar=True),
    Spalte("dauer_minuten", "Minuten", zahl=True),
    Spalte("themen", "Themen", format=themen_worte),
    Spalte("partner__name", "Verweis an"),
    Spalte("finanzierung", "Finanzierung"),
    Spalte(("fachkraft__nachname", "fachkraft__vorname"), "Fachkraft", format="kurzname", sortierbar="fachkraft__suchname"),
]
