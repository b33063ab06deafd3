"""Was an einer ratsuchenden Person nicht stimmen kann, steht als Satz am Feld: Tage der Zukunft, Quartier eines anderen Stadtteils."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import FallFactory, StadtteilFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import QuartierFactory

ZUKUNFT = "Das Datum liegt in der Zukunft."


@pytest.fixture
def absenden(client, fachkraft):
    """Ändert die Person eines Falls; gibt die Fehler je Feld zurück, leer heißt gespeichert."""
    fall = FallFactory(traeger=fachkraft.traeger)

    def absenden(**felder):
        daten = {"version": fall.person.version, "vorname": "Samira", "nachname": "Haidari"}
        daten |= {"geschlecht": fall.person.geschlecht, "aufenthaltsstatus": fall.person.aufenthaltsstatus} | felder
        antwort = client.post(reverse("beratung:person-bearbeiten", args=[fall.pk]), daten)
        if antwort.status_code == 302:
            with im_namen_von(fall.traeger_id):
                fall.person.refresh_from_db()
            return {}
        return antwort.context["form"].errors

    absenden.person = fall.person
    return absenden


@pytest.mark.parametrize("feld", ["geburtsdatum", "einreise_am", "erster_titel_am"])
@pytest.mark.parametrize(("am", "satz"), [("21.11.2026", None), ("22.11.2026", None), ("23.11.2026", ZUKUNFT)])
def test_kein_tag_der_person_liegt_in_der_zukunft(absenden, feld, am, satz):
    assert absenden(**{feld: am}) == ({feld: [satz]} if satz else {})
    if not satz:
        assert getattr(absenden.person, feld) == date(2026, 11, int(am[:2]))


def test_quartier_liegt_im_stadtteil(absenden):
    nordstadt, sued = StadtteilFactory(name="Nordstadt"), StadtteilFactory(name="Südstadt")
    quartier = QuartierFactory(stadtteil=nordstadt)
    assert absenden(stadtteil=sued.pk, quartier=quartier.pk) == {"quartier": ["Dieses Quartier liegt nicht in Südstadt."]}
    assert absenden(stadtteil=nordstadt.pk, quartier=quartier.pk) == {}
    assert absenden(quartier=quartier.pk) == {}
    assert absenden.person.quartier == quartier
