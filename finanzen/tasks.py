"""Aufträge der Finanzen; der Rahmen (Pacht, Zugang, Fortschritt, Ergebnis) ist traeger.auftrag.vorgaenge.auftrag."""

from django.utils import timezone

from finanzen import vorgaenge
from finanzen.dokumente import nachweis_pdf
from finanzen.models import Fassung


def verwendungsnachweis(auftrag, fortschritt):
    """Zählen, einfrieren, PDF – jeder Schritt wiederholbar."""
    fassung = vorgaenge.nachweis_erstellen(
        schluessel=auftrag.schluessel, jahr=auftrag.parameter["jahr"], heute=timezone.localdate(), am=timezone.now(),
        durch=auftrag.benutzer, fortschritt=fortschritt,
    )  # fmt: skip
    return _pdf(fassung, fortschritt)


def verwendungsnachweis_pdf(auftrag, fortschritt):
    """PDF einer schon eingefrorenen Fassung."""
    return _pdf(Fassung.objects.get(pk=auftrag.parameter["fassung"]), fortschritt)


def _pdf(fassung, fortschritt):
    fortschritt(75, "PDF setzen")
    inhalt = nachweis_pdf(
        daten=fassung.daten, nummer=fassung.nummer, pruefsumme=fassung.pruefsumme, erstellt_am=fassung.erstellt_am
    )
    return f"verwendungsnachweis-{fassung.jahr}-fassung-{fassung.nummer}.pdf", inhalt
