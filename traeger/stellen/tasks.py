"""Aufträge der Stellen; der Rahmen (Pacht, Zugang, Fortschritt, Ergebnis) ist traeger.auftrag.vorgaenge."""

from django.utils import timezone

from traeger.auftrag.vorgaenge.auftrag import AuftragScheitert
from traeger.stellen.dokumente import vzae_pdf as pdf
from traeger.stellen.forms.stellen import UebersichtForm
from traeger.stellen.tables.vzae import dateiname


def vzae_pdf(auftrag, fortschritt):
    """Die Übersicht VZÄ als PDF: dieselbe Auswahl durch dasselbe Formular, gelesen im Zugang der auslösenden Person."""
    form = UebersichtForm(auftrag.parameter, heute=timezone.localdate())
    if not form.is_valid():  # zwischen Knopf und Worker ging etwas, das gewählt war
        raise AuftragScheitert("Was ausgewählt war, gibt es nicht mehr. Wählen Sie in der Übersicht VZÄ noch einmal.")
    fortschritt(10, "Stellen zählen")
    plan, blatt = form.gezeigt()
    fortschritt(40, "PDF setzen")
    return dateiname(plan, "pdf"), pdf(plan=plan, blatt=blatt, auswahl=form.auswahl, erstellt_am=timezone.now())
