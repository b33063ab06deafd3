"""Die Demo erzählt die Geschichte des Konzepts, und nichts an ihr widerspricht dem Kalender oder dem Ausländerrecht."""

import pytest

from tests.haus.demoregeln import REGELN, geschichte
from tests.vorlage import DEMO_HEUTE

pytestmark = pytest.mark.django_db


def test_dreihundert_faelle_auf_zwei_stellen_und_mit_der_caritas_eins_zu_hundert(demodaten, db):
    geschichte(DEMO_HEUTE)


@pytest.mark.parametrize("regel", REGELN, ids=lambda r: r.__name__)
def test_regel(regel, demodaten, db):
    assert regel(DEMO_HEUTE)[:5] == []
