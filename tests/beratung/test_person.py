"""Was an einer ratsuchenden Person nicht stimmen kann, steht als Satz am Feld: Tage der Zukunft, Quartier eines anderen Stadtteils."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.factories import FallFactory, PersonFactory, StadtteilFactory
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


@pytest.mark.parametrize(
    ("feld", "satz"),
    [("einreise_am", "Die Einreise liegt vor der Geburt."), ("erster_titel_am", "Der erste Aufenthaltstitel liegt vor der Geburt.")],
)  # fmt: skip
@pytest.mark.parametrize(("am", "geht"), [("31.12.1989", False), ("1.1.1990", True), ("2.1.1990", True)])
def test_nichts_liegt_vor_der_geburt(absenden, feld, satz, am, geht):
    assert absenden(geburtsdatum="1.1.1990", **{feld: am}) == ({} if geht else {feld: [satz]})


@pytest.mark.parametrize("feld", ["einreise_am", "erster_titel_am"])
def test_nichts_liegt_vor_der_geburt_auch_nicht_an_der_anwendung_vorbei(fachkraft, feld):
    with pytest.raises(IntegrityError, match="_nach_geburt"), transaction.atomic():
        PersonFactory(
            traeger=fachkraft.traeger, geburtsdatum=date(2025, 1, 1), **{"einreise_am": None} | {feld: date(1950, 6, 1)}
        )


@pytest.mark.parametrize(("titel", "fragt"), [("31.5.2020", True), ("1.6.2020", False), ("2.6.2020", False)])
def test_ein_titel_vor_der_einreise_fragt_einmal_nach(absenden, titel, fragt):
    """Ein Visum ist ein Aufenthaltstitel und wird vor der Einreise erteilt: nicht falsch, aber selten."""
    tage = {"geburtsdatum": "1.1.1990", "einreise_am": "1.6.2020", "erster_titel_am": titel}
    fehler = absenden(**tage)
    assert bool(fehler) is fragt
    if fragt:
        assert "Das geht mit einem Visum." in fehler["__all__"][0]
        assert absenden(**tage, trotzdem="on") == {}
        assert absenden.person.erster_titel_am == date(2020, 5, 31)
        assert absenden(**tage | {"version": 2, "telefon": "07131 1"}) == {}, (
            "was schon dasteht, wird nicht noch einmal gefragt"
        )
