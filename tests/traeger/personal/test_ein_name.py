"""Ein Name genügt: Person, Ehrenamtliche, Fachkraft – anlegen, anzeigen, ordnen, vor Dubletten warnen."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from arge.daten.schreiben import satz_zur_bedingung
from arge.daten.suche import kurzer_name, voller_name
from arge.zahlen import format as formate
from tests.factories import EhrenamtlicheFactory, FachkraftFactory, PersonFactory
from tests.factories.basis import im_namen_von
from traeger.models.basis import Benannt

FABRIKEN = [PersonFactory, EhrenamtlicheFactory, FachkraftFactory]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fabrik", FABRIKEN)
@pytest.mark.parametrize(("vorname", "nachname"), [("Zabihullah", ""), ("", "Zabihullah")])
def test_ein_name_genuegt(fabrik, vorname, nachname):
    mensch = fabrik(vorname=vorname, nachname=nachname)
    assert str(mensch) == "Zabihullah"
    with im_namen_von(mensch.traeger_id):
        mensch.full_clean(exclude=["traeger"])
        zeile = type(mensch).objects.annotate(voll=voller_name(), kurz=kurzer_name()).get(pk=mensch.pk)
    assert (zeile.voll, zeile.kurz, zeile.suchname) == ("Zabihullah", "Zabihullah", "zabihullah\t zabihullah ")


@pytest.mark.parametrize("fabrik", FABRIKEN)
@pytest.mark.parametrize(("vorname", "nachname"), [("", ""), ("-", ""), ("?", "-"), (" ", ".")])
def test_gar_kein_name_ist_ein_satz(fabrik, vorname, nachname):
    with pytest.raises(IntegrityError) as fehler, transaction.atomic():
        fabrik(vorname=vorname, nachname=nachname)
    assert "einen Namen" in satz_zur_bedingung(fehler.value)


@pytest.mark.parametrize("fabrik", FABRIKEN)
def test_das_formular_sagt_denselben_satz(fabrik):
    mensch = fabrik()
    mensch.vorname = mensch.nachname = ""
    with im_namen_von(mensch.traeger_id), pytest.raises(ValidationError, match="Bitte geben Sie einen Namen an"):
        mensch.full_clean(exclude=["traeger"])
    mensch.nachname = "-"
    with im_namen_von(mensch.traeger_id), pytest.raises(ValidationError, match="Hier steht kein Name"):
        mensch.full_clean(exclude=["traeger"])


@pytest.mark.parametrize(
    ("nachname", "vorname", "name", "kurz"),
    [
        ("Haidari", "Samira", "Haidari, Samira", "Haidari"),
        ("", "Samira", "Samira", "Samira"),
        ("Haidari", "", "Haidari", "Haidari"),
        (None, None, "–", "–"),
    ],
)
def test_schreibweise_in_listen(nachname, vorname, name, kurz):
    assert (formate.name(nachname, vorname), formate.kurzname(nachname, vorname)) == (name, kurz)


def test_jedes_modell_mit_vornamen_ist_benannt():
    """Wer einen Menschen mit Namen speichert, nimmt die gemeinsame Grundlage."""
    from django.apps import apps

    modelle = [
        m
        for m in apps.get_models()
        if any(f.name == "vorname" for f in m._meta.fields) and not hasattr(m, "pgh_tracked_model")
    ]
    assert len(modelle) == 3
    assert all(issubclass(m, Benannt) for m in modelle)
