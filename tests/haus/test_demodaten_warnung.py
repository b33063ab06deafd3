"""Die Demo zeigt jede Art der Warnung mindestens einmal, eine ist quittiert."""

from datetime import date

import pytest

from tests.factories.basis import im_namen_von, zahlen
from tests.vorlage import DEMO_HEUTE
from traeger.begriffe import WarnungArt
from traeger.models import Traeger, Warnmeldung
from traeger.warnung.kennzahlen import lage

pytestmark = pytest.mark.django_db


def test_jede_art_entsteht_in_der_demo_und_eine_ist_quittiert(demodaten, db):
    with zahlen():
        heute = lage(DEMO_HEUTE)
    assert {w.art for w in heute.offen()} | {w.art for w in heute.warnungen if w.schluessel in heute.quittiert} == set(
        WarnungArt.values
    )
    assert {w.art for w in heute.warnungen if w.schluessel in heute.quittiert} == {WarnungArt.UEBER_BEWILLIGT}
    kidiflue = next(w for w in heute.offen() if w.gegenstand == "diakonie-kidiflue" and w.ist_frist)
    assert kidiflue.folge == (
        "Ab 01.01.2027 fällt die kirchliche Ehrenamtskoordination von 0,6 auf 0,4 VZÄ;"
        " der Mindestanteil der Stadt (0,1 VZÄ) ist dann nicht mehr gedeckt."
    )
    # Die acht Bewilligungen von Stadt und Land enden am 31.12.2026: Davor warnt jede, danach sagt es, was besetzt bleibt.
    enden = {w.gegenstand for w in heute.offen() if "Bewilligung" in w.titel}
    assert enden == {
        "awo-im", "awo-ea", "caritas-im", "caritas-ea", "caritas-mbe", "diakonie-im-mgh", "diakonie-ea", "diakonie-mbe",
    }  # fmt: skip
    with zahlen():
        danach = lage(date(2027, 1, 1)).warnungen
    assert not [w.titel for w in danach if "Bewilligung" in w.titel]
    assert enden <= {w.gegenstand for w in danach if w.art == WarnungArt.UEBER_BEWILLIGT}
    caritas = Traeger.objects.get(kuerzel="caritas")
    with im_namen_von(caritas.pk):
        assert Warnmeldung.objects.get().notiz.startswith("Die Diözese")
    # Wer später in die Demo schaut, findet das Ende der Förderung noch, dann überfällig.
    with zahlen():
        assert "diakonie-kidiflue" in {w.gegenstand for w in lage(date(2027, 5, 1)).warnungen if w.ist_frist}
