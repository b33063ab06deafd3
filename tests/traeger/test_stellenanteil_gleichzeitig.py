"""Zwei legen zugleich dieselbe Stelle an: einer gewinnt, der andere liest, womit es kollidiert."""

import threading

from django.db import IntegrityError, connections

from arge.schreiben import satz_zur_bedingung
from tests.factories import TraegerFactory
from tests.factories.traeger import VereinbarungFactory
from tests.traeger.stellenpflege import JULI
from traeger.models import Stellenanteil
from traeger.vorgaenge import stellen as vorgaenge


def test_gleichzeitig_angelegt_gewinnt_einer_und_der_andere_liest_den_zeitraum(festgeschrieben):
    """Zwei Verbindungen, dieselbe Stelle: Der zweite wartet auf den ersten und bekommt den Satz, keinen Deadlock."""
    traeger, vertrag = TraegerFactory(), VereinbarungFactory()
    am_start, ergebnisse = threading.Barrier(4), []

    def anlegen():
        anteil = Stellenanteil(traeger=traeger, vereinbarung=vertrag, aufgabe="IM", quelle="land", vzae=1, von=JULI)
        am_start.wait()
        try:
            vorgaenge.stellenanteil_anlegen(anteil=anteil)
            ergebnisse.append("angelegt")
        except IntegrityError as ausnahme:
            ergebnisse.append("Schon" + satz_zur_bedingung(ausnahme).rpartition("Schon")[2])
        finally:
            connections.close_all()

    faeden = [threading.Thread(target=anlegen) for _ in range(4)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join(60)
    satz = "Schon eingetragen: ab 01.07.2026 ohne Ende."
    assert sorted(ergebnisse) == [satz, satz, satz, "angelegt"]
