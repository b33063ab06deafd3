"""Tafeln der Finanzen: Kennzahlen je Träger nebeneinander, nach außen nur geschützt (haus 3, Statistik)."""

from dataclasses import replace
from datetime import date
from typing import Any

from arge.seite.liste import Spalte
from arge.seite.vorlagen import url
from arge.zahlen.format import datum
from arge.zahlen.runden import gerundet_satz, letzter_schluss
from arge.zahlen.statistik import Tafel, summen_der
from arge.zahlen.zeitraum import Zeitraum
from finanzen.models import Fassung
from integrationsmanagement.kennzahlen import EXTERNE, externe_der_traeger
from traeger.stammdaten.kennzahlen import sammeln

TRAEGER = Spalte("traeger__kurzname", "Träger", sortierbar=True)
BETRAG = Spalte("betrag", "Betrag", format="euro", zahl=True, sortierbar=True)


def monat(tag: date) -> str:
    """„03/2026“."""
    return f"{tag:%m/%Y}"


BESCHEIDE = [
    Spalte("aktenzeichen", "Aktenzeichen", sortierbar=True),
    TRAEGER,
    Spalte("art", "Art", sortierbar=True),
    Spalte("mittel", "Zweck", sortierbar=True),
    Spalte("beschieden_am", "Bescheid vom", format="datum", sortierbar=True),
    Spalte("von", "ab", format="datum", sortierbar=True),
    Spalte("bis", "bis", format="datum", sortierbar=True),
    BETRAG,
]
AUSZAHLUNGEN = [
    Spalte("am", "Ausgezahlt am", format="datum", sortierbar=True),
    TRAEGER,
    Spalte("bescheid__aktenzeichen", "Bescheid", sortierbar=True),
    Spalte("bescheid__mittel", "Zweck", sortierbar=True),
    BETRAG,
]
_BRUTTO = Spalte("brutto", "Brutto", format="euro", zahl=True, sortierbar=True)
_MONAT = Spalte("monat", "Monat", format=monat, sortierbar=True)
PERSONALKOSTEN = [
    _MONAT,
    Spalte(
        ("besetzung__fachkraft__nachname", "besetzung__fachkraft__vorname"), "Fachkraft", format="name",
        sortierbar="besetzung__fachkraft__suchname",
    ),
    Spalte("besetzung__stellenanteil__aufgabe", "Aufgabe", sortierbar=True),
    _BRUTTO,
]  # fmt: skip
#: Stadt und Prüfung sehen, zu welcher Besetzung ein Monat gehört, nie wer sie ist (berichte 3: pseudonym).
PERSONALKOSTEN_ALLER = [_MONAT, TRAEGER, Spalte("besetzung_id", "Besetzung Nr.", sortierbar=True), _BRUTTO]
PROJEKTMITTEL = [Spalte("jahr", "Jahr", sortierbar=True), TRAEGER, BETRAG]
BELEGE = [
    Spalte("beleg_am", "Belegdatum", format="datum", sortierbar=True),
    TRAEGER,
    Spalte("empfaenger", "Empfänger oder Einzahler", sortierbar=True),
    Spalte("grund", "Grund"),
    Spalte("kostenart", "Kostenart", sortierbar=True),
    Spalte("projekt__name", "Projekt", sortierbar=True),
    Spalte("bezahlt_am", "Bezahlt am", format="datum", sortierbar=True),
    BETRAG,
]


#: Nummer → die, über der sie auffällt, und das Wort im Bild; ohne Nummer: unter null.
UEBERZOGEN = {
    "FI-02": ("FI-01", "über den bewilligten"), "FI-05": ("FI-04", "über den bewilligten"),
    "FI-07": ("FI-04", "über den bewilligten"), "FI-06": ("", "überzogen"),
}  # fmt: skip


def bezug(tafel: Tafel) -> dict[str, tuple[str | None, str]]:
    """Welche Spalten dieser Tafel eine andere nicht überschreiten sollen, für das Bild."""
    nummern = {kopf.rpartition("(")[2].rstrip(")"): kopf for kopf in tafel.spalten}
    return {
        nummern[nummer]: (nummern.get(gegen) if gegen else None, wort)
        for nummer, (gegen, wort) in UEBERZOGEN.items() if nummer in nummern and (not gegen or gegen in nummern)
    }  # fmt: skip


def stichtag_im(jahr: int, heute: date) -> date:
    """Heute, wenn das Jahr läuft; sonst sein letzter Tag, oder sein erster, wenn es noch nicht begonnen hat."""
    return min(max(heute, date(jahr, 1, 1)), date(jahr, 12, 31))


def uebersicht(*, jahr: int, heute: date) -> list[Tafel]:
    """Die Übersicht der Stadt: Mittel, Projektmittel, Stellen, IM-Fälle je Träger – ohne eine einzige Personenzeile.

    Jede Tafel sagt ihren Tag oder ihr Jahr. Fallzahlen stehen gerundet am letzten Monatsende, denn die Seite gilt an jedem Tag (arge.zahlen.runden).
    """
    am = stichtag_im(jahr, heute)
    schluss = letzter_schluss(am, heute)
    with sammeln(Zeitraum.jahr(jahr), am) as s:
        schwelle = s.schwelle
        externe = externe_der_traeger(schluss, schwelle)
        s.vorab("FI-01", "FI-02", "FI-03", "FI-04", "FI-05", "FI-07", "TR-01", "TR-02", "TR-03")
        return [
            s.roh(f"Förderung {jahr}", "FI-01", "FI-02", "FI-03"),
            s.roh(f"Projektmittel {jahr}", "FI-04", "FI-07", "FI-05", "FI-06"),
            s.roh(f"Stellen am {datum(am)}", "TR-01", "TR-02", "TR-03"),
            _externe(
                f"Externe IM-Fälle der Träger am {datum(schluss)}",
                {n: externe.get(n, 0) for n in s.namen},
                schwelle,
                mit_summe=True,
            ),
            *(
                _externe(
                    f"Externe IM-Fälle der Stadt am {datum(schluss)}",
                    {name: externe.get(name, 0)},
                    schwelle,
                    mit_summe=False,
                )
                for name in s.gesondert
            ),
        ]


def _externe(titel: str, werte: dict[str, int], schwelle: int, *, mit_summe: bool) -> Tafel:
    """IM-08 je Träger; die Zahlen sind schon gerundet."""
    kopf = f"{EXTERNE.name} ({EXTERNE.nummer})"
    tafel = Tafel.aus(
        {(name, kopf): wert for name, wert in werte.items()}, titel=titel, zaehlgroesse=EXTERNE.zaehlgroesse, spalten=(kopf,),
        summen="spalten" if mit_summe else "keine", zeilenkopf="Träger",
    )  # fmt: skip
    return replace(tafel, mindestfallzahl=schwelle, rundung=gerundet_satz(schwelle))


def kapitel(fassung: Any) -> list[dict[str, Any]]:
    """Kapitel einer Fassung mit Tafeln, wie sie damals waren."""
    return [k | {"tafeln": list(map(Tafel.from_json, k["tafeln"]))} for k in fassung.daten["kapitel"]]


def stichtag(fassung: Any) -> date | None:
    """Tag, für den die Bestandszahlen einer Fassung gelten."""
    return date.fromisoformat(fassung.daten["stichtag"]) if "stichtag" in fassung.daten else None


def veroeffentlicht(heute: date) -> dict[str, tuple[str, str, str]]:
    """{Nummer: (Summe der Träger als Text, wofür sie gilt, Adresse der Fassung)} der letzten Fassung eines abgeschlossenen Jahres."""
    fassung = Fassung.objects.filter(jahr__lt=heute.year).order_by("-jahr", "-nummer").first()
    if fassung is None:
        return {}
    tafeln = (Tafel.from_json(t) for k in fassung.daten["kapitel"] for t in k["tafeln"])
    wofuer, ziel = f"{fassung.jahr}, Fassung {fassung.nummer}", url("finanzen:nachweis-detail", fassung.pk)
    return {nummer: (text, wofuer, ziel) for nummer, (text, _) in summen_der(tafeln).items()}
