"""Spalten und Tabellen der Warnungen."""

from arge.seite.liste import Spalte
from arge.zahlen.tabelle import Tabelle
from traeger.begriffe import WarnungArt
from traeger.warnung.regeln.warnart import Definition


def quittungen(titel: dict[str, str]) -> list[Spalte]:
    """Was quittiert ist; besteht die Warnung noch, mit ihrem Titel, sonst mit Art und Gegenstand."""

    def name(art: str, schluessel: str) -> str:
        gegenstand = schluessel.split(":")[1]
        sonst = WarnungArt(art).label + ("" if gegenstand.startswith("fachkraft-") else f": {gegenstand}")
        return titel.get(schluessel, sonst)

    return [
        Spalte(("art", "schluessel"), "Warnung", format=name),
        Spalte("traeger__kurzname", "Träger", sortierbar=True),
        Spalte("faellig_am", "Fällig am", format="datum", sortierbar=True),
        Spalte("notiz", "Notiz"),
        Spalte("quittiert_von__name", "Quittiert von"),
        Spalte("quittiert_am", "Quittiert am", format="zeitpunkt", sortierbar=True),
    ]


def definition_tabelle(definitionen: list[Definition]) -> Tabelle:
    """„Wovor gewarnt wird“: je Art Nummer, Satz, wer handelt, woher die Regel kommt."""
    kopf = ["Warnung", "Wann sie erscheint", "Wer handelt", "Woher die Regel kommt"]
    zeilen = [[f"{d.nummer} {WarnungArt(d.art).label}", d.satz, d.verantwortlich, d.quelle] for d in definitionen]
    return Tabelle(kopf, zeilen, titel="Definition jeder Warnung", karten=True)
