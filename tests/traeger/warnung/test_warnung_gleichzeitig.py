"""Zwei Leitungen quittieren dieselbe Warnung zur selben Zeit."""

import uuid
from datetime import date
from decimal import Decimal

from django.utils import timezone

from arge.zahlen.zeitraum import monate_spaeter
from tests.factories import MitgliedschaftFactory, StellenanteilFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.sperren import waehrenddessen
from traeger.begriffe import Quelle, Rolle, TraegerArt
from traeger.models import Warnmeldung
from traeger.warnung import kennzahlen
from traeger.warnung.vorgaenge import warnung as vorgaenge
from traeger.zugang import handeln, zugang_von

HEUTE = date(2026, 11, 22)


def test_die_zweite_quittung_erfaehrt_die_erste(festgeschrieben, uhr):
    """Die Zeile gibt es schon (sie wurde gemeldet): ohne die Sperre überschriebe die zweite Quittung die erste."""
    uhr(HEUTE)
    TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)
    diakonie = TraegerFactory(kurzname="Diakonie")
    StellenanteilFactory(
        traeger=diakonie, aufgabe="EA", quelle=Quelle.KIDIFLUE, vzae=Decimal("0.20"), ist_obergrenze=True,
        von=date(2025, 1, 1), bis=monate_spaeter(HEUTE, 2),
    )  # fmt: skip
    eine, andere = (MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=diakonie) for _ in range(2))
    with handeln(zugang_von(eine)) as zugang:
        warnung = kennzahlen.lage_fuer(zugang, HEUTE).warnungen[0]
    with im_namen_von(diakonie.pk):
        Warnmeldung.objects.create(
            traeger=diakonie, schluessel=warnung.schluessel, art=warnung.art, faellig_am=warnung.faellig_am
        )

    def quittieren(wer, notiz):
        with handeln(zugang_von(wer)) as zugang:
            vorgaenge.quittieren(
                schluessel=warnung.schluessel, notiz=notiz, absendung=uuid.uuid4(), jetzt=timezone.now(), heute=HEUTE,
                durch=zugang,
            )  # fmt: skip

    # Die erste hat die Zeile gelesen und noch nicht geschrieben, wenn die zweite kommt.
    zweiter_vorgang, rest = lambda: quittieren(andere, "Auch ich"), lambda: quittieren(eine, "Zuerst")
    with waehrenddessen(zweiter_vorgang, danach=rest) as zweite, im_namen_von(diakonie.pk):
        Warnmeldung.objects.select_for_update().get(schluessel=warnung.schluessel)
    assert zweite.wartete
    assert f"{eine.benutzer} hat diese Warnung schon quittiert" in str(zweite.ergebnis)
    with im_namen_von(diakonie.pk):
        assert [z.notiz for z in Warnmeldung.objects.filter(traeger=diakonie)] == ["Zuerst"]
