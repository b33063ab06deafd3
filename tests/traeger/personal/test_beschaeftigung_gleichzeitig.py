"""Kontakt und Ende der Beschäftigung zugleich: Einer wartet auf den anderen, und keiner übersieht ihn."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.factories import FachkraftFactory, KontaktFactory
from tests.factories.basis import im_namen_von
from tests.sperren import waehrenddessen
from traeger.models import Fachkraft

VON, BIS, DANACH = date(2026, 2, 1), date(2026, 6, 30), date(2026, 7, 1)


@pytest.mark.usefixtures("festgeschrieben")
@pytest.mark.parametrize("zuerst", ["Kontakt", "Ende"])
def test_kontakt_und_ende_zugleich_warten_aufeinander(zuerst):
    """Sonst sähe keiner den anderen, und der Kontakt läge nach dem letzten Tag."""
    kraft = FachkraftFactory(beschaeftigt_von=VON)

    def kontakt():
        return KontaktFactory(traeger=kraft.traeger, fachkraft=kraft, am=DANACH)

    def ende():
        with im_namen_von(kraft.traeger_id):
            return Fachkraft.objects.filter(pk=kraft.pk).update(beschaeftigt_bis=BIS)

    erster, zweiter = (kontakt, ende) if zuerst == "Kontakt" else (ende, kontakt)
    with waehrenddessen(zweiter) as anderer:
        erster()
    assert anderer.wartete
    assert isinstance(anderer.ergebnis, IntegrityError)
