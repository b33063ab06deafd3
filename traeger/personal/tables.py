"""Spalten der Fachkräfte, Abwesenheiten, Stadtanteile und Importe; Zeilen der Besetzung einer Fachkraft."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone

from arge.seite.etikett import bausteine, stand_etikett
from arge.seite.liste import Spalte
from arge.seite.mappe import WIE_DER_TYP, Blatt
from arge.seite.vorlagen import url
from arge.seite.zelle import SCHREIBWEISEN
from arge.zahlen.format import datum, name, spanne, vzae
from arge.zahlen.tabelle import Tabelle
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import Arbeitsfeld
from traeger.models import Besetzung
from traeger.personal.resources import BesetzungZeile

MONATE = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


def _etikett(kommt: str, gilt: str, vorbei: str) -> Any:
    """Etikett zu einem Zeitraum in den Worten dieser Liste."""

    def schreiben(von: date, bis: date | None) -> Any:
        heute = timezone.localdate()
        if bis and bis < heute:
            return bausteine().badge(vorbei, "neutral")
        return bausteine().badge(kommt if von > heute else gilt, "info" if von > heute else "success")

    return schreiben


FACHKRAEFTE = [
    Spalte(("nachname", "vorname"), "Name", format="name", link="traeger:fachkraft-detail", sortierbar="suchname"),
    Spalte("qualifikation", "Abschluss"),
    Spalte(("beschaeftigt_von", "beschaeftigt_bis"), "Beschäftigt", format=spanne, sortierbar=True),
    Spalte("besetzt", "Besetzt heute (VZÄ)", format="vzae", zahl=True, sortierbar=True),
    Spalte(
        ("beschaeftigt_von", "beschaeftigt_bis"),
        "Stand",
        format=_etikett("kommt", "beschäftigt", "ausgeschieden"),
    ),
]
BESETZUNGEN = [
    Spalte(
        ("fachkraft__nachname", "fachkraft__vorname"), "Fachkraft", format="name", link="traeger:fachkraft-detail",
        link_feld="fachkraft_id", sortierbar="fachkraft__suchname",
    ),
    Spalte("stellenanteil__aufgabe", "Aufgabe", sortierbar=True),
    Spalte("stellenanteil__quelle", "Quelle", sortierbar=True),
    Spalte("vzae", "VZÄ", format="vzae", zahl=True, sortierbar=True),
    Spalte("von", "ab", format="datum", sortierbar=True),
    Spalte("bis", "bis", format="datum", leer="ohne Ende", sortierbar=True),
]  # fmt: skip
ABWESENHEITEN = [
    Spalte(("fachkraft__nachname", "fachkraft__vorname"), "Fachkraft", format="name", link="traeger:abwesenheit-detail"),
    Spalte("art", "Art"),
    Spalte("von", "Ab", format="datum", sortierbar=True),
    Spalte("bis", "Bis einschließlich", format="datum", sortierbar=True),
    Spalte("vertretung", "Vertreten durch"),
    Spalte(("von", "bis"), "Stand", format=_etikett("kommt", "läuft", "vorbei")),
]  # fmt: skip


def _erfuellt(gemeldet: Decimal, mindestens: Decimal | None) -> Any:
    if mindestens is None:
        return bausteine().badge("kein Mindestanteil vereinbart", "neutral")
    if gemeldet < mindestens:
        return bausteine().badge("unter dem Mindestanteil", "warning")
    return bausteine().badge("erfüllt", "success")


_ANTEIL = "stellenanteil__"
ANTEILMELDUNGEN = [
    Spalte(("von", "bis"), "Zeitraum", format=spanne, link="traeger:anteilmeldung-bearbeiten", sortierbar=True),
    Spalte("traeger__kurzname", "Träger", sortierbar=True),
    Spalte(_ANTEIL + "quelle", "Quelle"),
    Spalte("vzae", "Für die Stadt (VZÄ)", format="vzae", zahl=True, sortierbar=True),
    Spalte(_ANTEIL + "mindestanteil_stadt", "Mindestanteil (VZÄ)", format="vzae", zahl=True),
    Spalte(_ANTEIL + "vzae", "Stellenanteil (VZÄ)", format="vzae", zahl=True),
    Spalte(("vzae", _ANTEIL + "mindestanteil_stadt"), "Ergebnis", format=_erfuellt),
]


def gelesenes(art: str, nummer: int | None, anzahl: int) -> str:
    """Eine Akte mit ihrer Nummer, oder wie viele Zeilen eine Liste zeigte."""
    return f"{art} {nummer}" if nummer else f"{art}: {'1 Zeile' if anzahl == 1 else f'{anzahl} Zeilen'}"


EINSICHTEN = [
    Spalte("gelesen_am", "Gelesen", format="zeitpunkt", sortierbar=True),
    Spalte(("akte_art", "akte_id", "anzahl"), "Akte", format=gelesenes),
    Spalte("benutzer__name", "Von"),
]


def besetzungen_tabelle(besetzungen: Iterable[Besetzung], darf: bool) -> Tabelle:
    """Jede Besetzung eine Zeile, neueste zuerst, mit dem, was man an ihr tun kann."""
    kopf = ["Zeitraum", "Aufgabe", "Quelle", "VZÄ", "Stand", *(["Was tun?"] if darf else [])]
    zeilen = [
        [spanne(b.von, b.bis), Arbeitsfeld(b.stellenanteil.aufgabe).label, b.stellenanteil.get_quelle_display(), vzae(b.vzae),
         stand_etikett(b.von, b.bis), *([_wege(b)] if darf else [])]
        for b in besetzungen
    ]  # fmt: skip
    return Tabelle(kopf, zeilen, ["VZÄ"], karten=True)


WEGE = (("Umfang ändern", "besetzung-aendern"), ("Beenden", "besetzung-beenden"), ("Berichtigen", "besetzung-berichtigen"))


def _wege(besetzung: Besetzung) -> Any:
    """Was noch geht: Beendetes wird nur berichtigt. Der Zeitraum steht verdeckt dabei, sonst hießen alle Zeilen gleich."""
    wege = WEGE[2:] if besetzung.bis and besetzung.bis < timezone.localdate() else WEGE
    verweise = [(text, url(f"traeger:{name}", besetzung.pk)) for text, name in wege]
    return bausteine().wege(verweise, f"Besetzung ab {datum(besetzung.von)}, Nummer {besetzung.pk}")


def monate_tabelle(besetzungen: Iterable[Besetzung], jahr: int) -> Tabelle:
    """VZÄ je Monat, tagesgenau: angebrochene Monate zählen mit ihren Tagen (15.3. bis 31.3. = 17/31 × 0,25)."""
    zeilen = [
        [MONATE[monat - 1], vzae(summe), rechnung]
        for monat in range(1, 13)
        for summe, rechnung in [vzae_im_monat(besetzungen, Zeitraum.monat(jahr, monat))]
    ]
    return Tabelle(["Monat", "VZÄ", "Rechnung"], zeilen, ["VZÄ"])


def vzae_im_monat(besetzungen: Iterable[Besetzung], monat: Zeitraum) -> tuple[Fraction, str]:
    """Summe der Besetzungen in einem Monat als genauer Bruch und die Rechnung in Worten."""
    summe, teile = Fraction(0), []
    for besetzung in sorted(besetzungen, key=lambda b: (b.von, b.pk)):
        tage = Zeitraum(besetzung.von, besetzung.bis).schnitt(monat)
        if tage:
            summe += Fraction(tage.tage, monat.tage) * Fraction(besetzung.vzae)
            bruch = "" if tage.tage == monat.tage else f"{tage.tage}/{monat.tage} × "
            teile.append(f"{bruch}{vzae(besetzung.vzae)}")
    return summe, " + ".join(teile) or "nicht besetzt"


FUND_KOPF = ["Zeile", "Spalte", "Was nicht stimmt"]
ANTEIL_KOPF = ["Kürzel", "Aufgabe", "Quelle", "VZÄ", "gilt ab", "gilt bis"]
BEISPIEL = [
    "Muster", "Kim", "Hochschulabschluss", date(2024, 3, 15), None, "Kürzel von Blatt 2", Decimal("0.5"), date(2024, 3, 15), None,
]  # fmt: skip


def vorlage_blaetter(anteile: Iterable[Any]) -> list[Blatt]:
    """Vorlage zum Einlesen: leeres Blatt, gültige Stellenanteile, ein Beispiel."""
    spalten = BesetzungZeile.spalten()
    gueltig = [[a.kuerzel, a.get_aufgabe_display(), a.get_quelle_display(), a.vzae, a.von, a.bis] for a in anteile]
    weisen = [SCHREIBWEISEN["vzae"] if kopf == "VZÄ" else WIE_DER_TYP for kopf in spalten]
    return [
        Blatt("Besetzung", spalten, [], weisen),
        Blatt(
            "Stellenanteile",
            ANTEIL_KOPF,
            gueltig,
            [SCHREIBWEISEN["vzae"] if k == "VZÄ" else WIE_DER_TYP for k in ANTEIL_KOPF],
        ),
        Blatt("Beispiel", spalten, [BEISPIEL], weisen),
    ]


def vorschau(pruefung: Any, hoechstens: int) -> dict[str, Any]:
    """Die ersten Funde und Zeilen als Tabellen."""
    neue = [
        [z.nummer, name(z.nachname, z.vorname), "ist schon da" if kraft else "wird angelegt", z.stellenanteil.kuerzel,
         vzae(z.vzae), spanne(z.von, z.bis)]
        for z, kraft in pruefung.neu[:hoechstens]
    ]  # fmt: skip
    kopf = ["Zeile", "Name", "Fachkraft", "Stellenanteil", "VZÄ", "Zeitraum"]

    def titel(wort: str, alle: list[Any]) -> str:
        return f"{wort} (die ersten {hoechstens})" if len(alle) > hoechstens else wort

    return {
        "funde": Tabelle(
            FUND_KOPF, pruefung.funde[:hoechstens], titel=titel("Was nicht stimmt", pruefung.funde), karten=True
        ),
        "neue": Tabelle(kopf, neue, ["VZÄ"], titel=titel("Neu", pruefung.neu), karten=True),
        "hinweise": pruefung.hinweise[:20],
    }
