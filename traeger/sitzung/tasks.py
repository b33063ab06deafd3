"""Aufträge der Sitzungen; der Rahmen (Pacht, Zugang, Fortschritt, Ergebnis) ist traeger.auftrag.vorgaenge."""

from django.utils import timezone

from traeger.auftrag.vorgaenge.auftrag import AuftragScheitert
from traeger.models import Sitzung
from traeger.sitzung.dokumente import niederschrift_pdf as pdf
from traeger.sitzung.regeln import OHNE_NIEDERSCHRIFT
from traeger.sitzung.tables import niederschrift_datei


def niederschrift_pdf(auftrag, fortschritt):
    """Die Niederschrift im Stand des Laufs, gelesen im Zugang der auslösenden Person."""
    sitzung = (
        Sitzung.objects.select_related("vereinbarung", "niederschrift_von").filter(pk=auftrag.parameter["sitzung"]).first()
    )
    if sitzung is None or sitzung.niederschrift_am is None:
        raise AuftragScheitert(OHNE_NIEDERSCHRIFT)
    fortschritt(20, "PDF setzen")
    return niederschrift_datei(sitzung.am, sitzung.art), pdf(sitzung=sitzung, erstellt_am=timezone.now())
