"""Spalten der Konten: Mitglieder, Einladungen und die Rechtetabelle."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from arge.seite.etikett import bausteine, stand_etikett
from arge.seite.liste import Spalte
from arge.zahlen.format import FEHLT
from arge.zahlen.tabelle import Tabelle
from traeger.begriffe import RECHT_WORT, RECHTE, Arbeitsfeld, Recht, Rolle


def _felder(felder: list[str]) -> str:
    return ", ".join(Arbeitsfeld(feld).label for feld in felder) or FEHLT


def _faktor(hat_faktor: bool) -> str:
    return "eingerichtet" if hat_faktor else "fehlt"


def _stand(von: date, bis: date | None, wartet: bool, galt_nie: bool) -> Any:
    if galt_nie:
        return bausteine().badge("galt nie", "info")
    vorbei = bis is not None and bis < timezone.localdate()
    return bausteine().badge("wartet auf Freigabe", "warning") if wartet and not vorbei else stand_etikett(von, bis)


MITGLIEDER = [
    Spalte("benutzer__name", "Name", link="traeger:mitglied-detail", sortierbar=True),
    Spalte("rolle", "Rolle", sortierbar=True),
    Spalte("arbeitsfelder", "Arbeitsfelder", format=_felder),
    Spalte("traeger__kurzname", "Träger", sortierbar=True),
    Spalte("hat_faktor", "Zweiter Faktor", format=_faktor),
    Spalte(("von", "bis", "offen", "galt_nie"), "Stand", format=_stand),
]


def _einladung_stand(gueltig_bis: datetime, angenommen_am: datetime | None) -> Any:
    if angenommen_am:
        return bausteine().badge("angenommen", "success")
    abgelaufen = gueltig_bis < timezone.now()
    return bausteine().badge("abgelaufen" if abgelaufen else "offen", "warning" if abgelaufen else "info")


EINLADUNGEN = [
    Spalte("name", "Name", link="traeger:einladung-detail", sortierbar=True),
    Spalte("email", "E-Mail-Adresse"),
    Spalte("rolle", "Rolle", sortierbar=True),
    Spalte("traeger__kurzname", "Träger"),
    Spalte("gueltig_bis", "gültig bis", format="zeitpunkt", sortierbar=True),
    Spalte(("gueltig_bis", "angenommen_am"), "Stand", format=_einladung_stand),
]


def rechte_tabelle() -> Tabelle:
    """Jedes Recht eine Zeile, jede Rolle eine Spalte, aus der Rechtetabelle selbst (haus 3, Rechte)."""
    zeichen = {wert: bausteine().ja_nein(wert) for wert in (True, False)}
    zeilen = [[RECHT_WORT[recht], *[zeichen[recht in RECHTE[rolle]] for rolle in Rolle]] for recht in Recht]
    return Tabelle(["Recht", *[rolle.label for rolle in Rolle]], zeilen, karten=True)
