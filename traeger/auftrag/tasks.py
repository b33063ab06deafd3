"""Aufträge jeder Liste; der Rahmen (Pacht, Zugang, Fortschritt, Ergebnis) ist traeger.auftrag.vorgaenge."""

from django.http import Http404

from arge.zahlen.format import zahl
from traeger.auftrag.resources import liste_von
from traeger.auftrag.vorgaenge.auftrag import AuftragScheitert

NICHT_MEHR_DA = (
    "Was ausgewählt war, ist nicht mehr gespeichert. Bitte öffnen Sie die Liste und wählen Sie die Datei noch einmal."
)


def ausfuhr(auftrag, fortschritt):
    """Eine Liste als CSV oder XLSX: mit den Angaben der Seite, gelesen und vermerkt im Zugang der auslösenden Person."""
    if not auftrag.angaben.startswith("?"):  # abgelaufen, oder der Schlüssel fehlt: nie eine Datei ohne den Filter
        raise AuftragScheitert(NICHT_MEHR_DA)
    art = auftrag.parameter["format"]
    try:
        datei = liste_von(auftrag.benutzer, auftrag.parameter["liste"], auftrag.angaben[1:]).datei
    except Http404 as grund:
        raise AuftragScheitert(NICHT_MEHR_DA) from grund
    if satz := datei.hindernis(art):
        raise AuftragScheitert(satz)
    alle = max(1, datei.gesamt)

    def melden(nummer):
        fortschritt(98 * nummer // alle, f"{zahl(nummer)} von {zahl(alle)} Zeilen geschrieben")

    return datei.name(art), datei.schreiben(art, melden)
