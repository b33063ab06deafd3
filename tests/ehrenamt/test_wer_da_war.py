"""Wer an dem Tag da war: ein Treffen meint die Menschen seines Tages, nicht die von heute (Fachmodell 2)."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from ehrenamt.models import Ehrenamtliche, Einsatz, Stunden, Treffen
from tests.factories import EhrenamtlicheFactory, EinsatzFactory, ProjektFactory, StundenFactory
from tests.factories.basis import im_namen_von

pytestmark = pytest.mark.django_db
JULI = date(2026, 7, 1)


def daten(*personen, am="22.11.2026", **mehr):
    rahmen = {"absendung": str(uuid.uuid4()), "am": am, "dauer_minuten": "120", "anzahl_teilnehmende": "9"}
    return rahmen | {"anwesend": [str(p.pk) for p in personen]} | mehr


def neu(client, projekt, inhalt):
    return client.post(reverse("ehrenamt:treffen-neu", args=[projekt.pk]), inhalt, follow=True)


def gezeigt(antwort):
    return {name for _, name in antwort.context["form"].fields["anwesend"].choices}


def zeilen(modell, traeger):
    with im_namen_von(traeger.pk):
        return list(modell.objects.order_by("pk"))


@pytest.fixture
def damals(projekt):
    """Im Frühjahr eingesetzt und danach ausgeschieden."""
    person = EhrenamtlicheFactory(
        traeger=projekt.traeger, nachname="Damals", gewonnen_am=date(2026, 1, 1), weg=date(2026, 6, 30),
    )  # fmt: skip
    EinsatzFactory(
        traeger=projekt.traeger, ehrenamtliche=person, projekt=projekt, von=date(2026, 1, 1), bis=date(2026, 3, 31)
    )
    return person


@pytest.fixture
def jetzt(projekt):
    """Erst seit Juli dabei."""
    person = EhrenamtlicheFactory(traeger=projekt.traeger, nachname="Jetzt", gewonnen_am=JULI)
    EinsatzFactory(traeger=projekt.traeger, ehrenamtliche=person, projekt=projekt, von=JULI)
    return person


def test_ein_nachtrag_bietet_die_von_damals_an_gleich_wie_lange_es_her_ist(client, projekt, damals, jetzt):
    heute = client.get(reverse("ehrenamt:treffen-neu", args=[projekt.pk]))
    assert gezeigt(heute) == {str(jetzt)}
    # htmx schickt den neuen Tag; nichts wird geprüft oder geschrieben
    nur_tag = neu(client, projekt, daten(am="15.3.2026", nur_auswahl="1", anzahl_teilnehmende=""))
    assert gezeigt(nur_tag) == {str(damals)}
    assert not nur_tag.context["form"].errors
    assert zeilen(Treffen, projekt.traeger) == []
    neu(client, projekt, daten(damals, am="15.3.2026"))
    assert [(s.ehrenamtliche_id, s.am) for s in zeilen(Stunden, projekt.traeger)] == [(damals.pk, date(2026, 3, 15))]


@pytest.mark.parametrize(
    ("am", "geht"),
    [("1.1.2026", True), ("31.3.2026", True), ("1.4.2026", False), ("30.6.2026", False), ("1.7.2026", False)],
)
def test_stunden_hat_nur_wer_am_tag_im_projekt_war(client, projekt, damals, am, geht):
    projekt_ab = daten(damals, am=am)
    antwort = neu(client, projekt, projekt_ab)
    assert bool(zeilen(Stunden, projekt.traeger)) is geht
    if not geht:
        assert "Damals" in " ".join(antwort.context["form"].non_field_errors())


def test_wer_ausscheidet_scheidet_auch_aus_seinen_einsaetzen_aus(client, projekt, jetzt):
    spaeter = EinsatzFactory(
        traeger=projekt.traeger, ehrenamtliche=jetzt, projekt=ProjektFactory(traeger=projekt.traeger), von=date(2027, 1, 1)
    )
    adresse = reverse("ehrenamt:person-ausscheiden", args=[jetzt.pk])
    assert projekt.name in client.get(adresse).content.decode()  # sagt vorher, was mit endet
    felder = {"version": "1", "grund": "Umzug"}
    StundenFactory(traeger=projekt.traeger, ehrenamtliche=jetzt, projekt=projekt, am=date(2026, 10, 5))
    zu_frueh = client.post(adresse, felder | {"am": "4.10.2026"})
    assert "Am 05.10.2026 sind noch Stunden erfasst" in zu_frueh.content.decode()
    antwort = client.post(adresse, felder | {"am": "5.10.2026"}, follow=True)
    assert "Damit enden auch 2 Einsätze." in antwort.content.decode()
    assert [(e.projekt_id, e.bis) for e in zeilen(Einsatz, projekt.traeger)] == [(projekt.pk, date(2026, 10, 5))]
    assert spaeter.pk not in {e.pk for e in zeilen(Einsatz, projekt.traeger)}
    assert zeilen(Ehrenamtliche, projekt.traeger)[0].ausgeschieden_am == date(2026, 10, 5)


def test_ein_tag_hat_24_stunden_auch_ueber_mehrere_treffen(client, projekt, jetzt):
    anderes = ProjektFactory(traeger=projekt.traeger)
    EinsatzFactory(traeger=projekt.traeger, ehrenamtliche=jetzt, projekt=anderes, von=JULI)
    voll = daten(jetzt, trotzdem="on", **{f"minuten_{jetzt.pk}": "1440"})
    neu(client, projekt, voll)
    zuviel = neu(client, anderes, daten(jetzt, dauer_minuten="5"))
    assert "Ein Tag hat 24." in zuviel.content.decode()
    assert [s.minuten for s in zeilen(Stunden, projekt.traeger)] == [1440]
    assert len(zeilen(Treffen, projekt.traeger)) == 1  # das zweite Treffen ist mit zurückgenommen


def test_ein_zweites_treffen_am_selben_tag_fragt_nach(client, projekt, jetzt):
    neu(client, projekt, daten())
    zweites = daten()
    antwort = neu(client, projekt, zweites)
    assert "schon ein Treffen dieses Projekts" in antwort.content.decode()
    assert 'name="trotzdem"' in antwort.content.decode()
    assert len(zeilen(Treffen, projekt.traeger)) == 1
    neu(client, projekt, zweites | {"trotzdem": "on"})
    assert len(zeilen(Treffen, projekt.traeger)) == 2
    neu(client, projekt, zweites | {"trotzdem": "on"})  # Doppelklick
    assert len(zeilen(Treffen, projekt.traeger)) == 2


def test_ein_einsatz_endet_nicht_vor_seinen_stunden(client, projekt, jetzt):
    einsatz = zeilen(Einsatz, projekt.traeger)[0]
    StundenFactory(traeger=projekt.traeger, ehrenamtliche=jetzt, projekt=projekt, am=date(2026, 10, 5))
    adresse = reverse("ehrenamt:einsatz-beenden", args=[einsatz.pk])
    assert "noch Stunden erfasst" in client.post(adresse, {"bis": "4.10.2026"}).content.decode()
    client.post(adresse, {"bis": "5.10.2026"})
    assert zeilen(Einsatz, projekt.traeger)[0].bis == date(2026, 10, 5)
