"""Ausscheiden, Erfahrung und Projektstatus sind Zeiträume; nach dem letzten Tag gibt es keine Stunden."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from arge.zahlen.zeitraum import Zeitraum
from ehrenamt import kennzahlen
from ehrenamt.models import Ehrenamtliche, Stunden
from tests.factories import EhrenamtlicheFactory, ProjektFactory, StundenFactory
from tests.factories.basis import im_namen_von
from traeger.zugang import handeln

JAHR = Zeitraum.jahr(2026)


@pytest.fixture
def person(von):
    with handeln(von.zugang):
        yield EhrenamtlicheFactory(traeger=von.traeger, gewonnen_am=date(2025, 4, 1), erfahrung="nein")


def weiter(client, person, name, **daten):
    person.refresh_from_db()
    adresse = reverse(f"ehrenamt:person-{name}", args=[person.pk])
    return client.post(adresse, {"version": person.version} | daten, follow=True).content.decode()


def test_wer_wiederkommt_war_dazwischen_nicht_da_und_bleibt_ausgeschieden(client, person):
    weiter(client, person, "ausscheiden", am="5.6.2026", grund="Umzug")
    assert "schon am 05.06.2026 ausgeschieden" in weiter(client, person, "ausscheiden", am="6.6.2026", grund="Umzug")
    assert "ab dem Tag danach" in weiter(client, person, "rueckkehr", ab="5.6.2026")
    assert "Die Person ist wieder dabei." in weiter(client, person, "rueckkehr", ab="10.11.2026")
    tage = {date(2026, 6, 5): 1, date(2026, 6, 6): 0, date(2026, 11, 9): 0, date(2026, 11, 10): 1}
    assert {tag: kennzahlen.AKTIVE.stichtag(tag) for tag in tage} == tage
    bewegt = (kennzahlen.AUSGESCHIEDENE, kennzahlen.ZURUECK, kennzahlen.NEUE)
    zeiten = {
        Zeitraum(JAHR.von, date(2026, 6, 30)): (1, 0, 0),
        Zeitraum(date(2026, 7, 1), JAHR.ende): (0, 1, 0),
        JAHR: (0, 0, 0),
    }
    assert {zeit: tuple(k.wert(zeit) for k in bewegt) for zeit in zeiten} == zeiten
    person.refresh_from_db()
    assert person.ausgeschieden_am is None


@pytest.mark.parametrize(("am", "geht"), [(date(2026, 6, 5), True), (date(2026, 6, 6), False), (date(2026, 9, 1), True)])
def test_nach_dem_letzten_tag_gibt_es_keine_stunden_auch_nicht_an_der_anwendung_vorbei(person, am, geht):
    person.ausscheiden.create(traeger=person.traeger, von=date(2026, 6, 5), bis=date(2026, 8, 31), grund="Pause")
    if geht:
        StundenFactory(traeger=person.traeger, ehrenamtliche=person, am=am)
        return
    with (
        pytest.raises(IntegrityError, match="sind Stunden erfasst, die Person ist aber am 05.06.2026"),
        transaction.atomic(),
    ):
        StundenFactory(traeger=person.traeger, ehrenamtliche=person, am=am)


def test_niemand_scheidet_vor_den_letzten_stunden_aus_auch_nicht_an_der_anwendung_vorbei(client, person):
    StundenFactory(traeger=person.traeger, ehrenamtliche=person, am=date(2026, 10, 25))
    assert "Am 25.10.2026 sind noch Stunden erfasst" in weiter(client, person, "ausscheiden", am="15.2.2026", grund="Umzug")
    with pytest.raises(IntegrityError, match=r"Am 25\.10\.2026 sind Stunden erfasst"), transaction.atomic():
        person.ausscheiden.create(traeger=person.traeger, von=date(2026, 2, 15), grund="Umzug")


def test_ausscheiden_berichtigen_nennt_den_grund(client, person):
    weiter(client, person, "ausscheiden", am="5.6.2026", grund="Umzug")
    weg = person.ausscheiden.get()
    adresse, daten = (
        reverse("ehrenamt:ausscheiden-berichtigen", args=[weg.pk]),
        {"version": 2, "von": "5.7.2026", "grund": "Umzug"},
    )
    assert client.post(adresse, daten).context["form"].errors.keys() == {"begruendung"}
    seite = client.post(adresse, daten | {"begruendung": "Monat vertippt"}, follow=True).content.decode()
    assert "ausgeschieden am: 05.06.2026 → 05.07.2026. Begründung: Monat vertippt" in seite
    assert kennzahlen.AKTIVE.stichtag(date(2026, 6, 30)) == 1
    client.post(adresse, daten | {"version": 3, "entfaellt": "on", "begruendung": "Falsche Person"})
    assert Ehrenamtliche.objects.get().ausgeschieden_am is None


def test_erfahrung_ab_einem_tag_und_als_fehler(client, person):
    def je(tag):
        return kennzahlen.AKTIVE.je(Zeitraum(tag, tag), "erfahrung")

    juni, heute = date(2026, 6, 30), date(2026, 11, 22)
    client.post(
        reverse("ehrenamt:erfahrung-aendern", args=[person.pk]), {"version": 1, "ab": "1.11.2026", "erfahrung": "ja"}
    )
    assert (je(juni), je(heute)) == ({"nein": 1}, {"ja": 1})
    erste = person.angaben.get(von=None)
    daten = {"version": 2, "erfahrung": "keine", "begruendung": "Nie gefragt worden"}
    seite = client.post(reverse("ehrenamt:erfahrung-berichtigen", args=[erste.pk]), daten, follow=True).content.decode()
    assert "nein → keine Angabe. Begründung: Nie gefragt worden" in seite
    assert (je(juni), je(heute)) == ({"keine": 1}, {"ja": 1})


def test_projektstatus_ab_einem_tag(client, von):
    projekt = ProjektFactory(traeger=von.traeger)
    adresse = reverse("ehrenamt:projekt-status", args=[projekt.pk])
    client.post(adresse, {"version": 1, "ab": "1.11.2026", "status": "gefaehrdet"})
    with handeln(von.zugang):
        je = [kennzahlen.PROJEKTE.je(Zeitraum(t, t), "status") for t in (date(2026, 10, 31), date(2026, 11, 22))]
    assert je == [{"stabil": 1}, {"gefaehrdet": 1}]
    seite = client.get(reverse("ehrenamt:projekt-detail", args=[projekt.pk])).content.decode()
    assert "gefährdet, ab 01.11.2026" in seite


def test_geburtsdatum_und_beginn_aendert_nur_eine_berichtigung(client, person):
    adresse = reverse("ehrenamt:person-berichtigen", args=[person.pk])
    StundenFactory(traeger=person.traeger, ehrenamtliche=person, am=date(2026, 3, 1))
    daten = {"version": 1, "gewonnen_am": "2.3.2026", "geburtsdatum": "3.3.2000", "begruendung": "Ausweis gesehen"}
    assert "schon Stunden erfasst" in client.post(adresse, daten).content.decode()
    seite = client.post(adresse, daten | {"gewonnen_am": "1.4.2025"}, follow=True).content.decode()
    assert "Geburtsdatum: 03.03.1957 → 03.03.2000. Begründung: Ausweis gesehen" in seite


def test_untergeschobene_stunden_eines_anderen_nennen_keine_summe(db):
    """Eine eigene Zeile mit der Person eines anderen Trägers scheitert am Verweis, nicht an einem Satz über deren Tag."""
    fremd, eigen = StundenFactory(minuten=120), StundenFactory()
    zeile = Stunden(
        traeger=eigen.traeger, ehrenamtliche_id=fremd.ehrenamtliche_id, projekt_id=eigen.projekt_id, treffen_id=eigen.treffen_id,
        am=fremd.am, minuten=1440, erfasst_von=eigen.erfasst_von,
    )  # fmt: skip
    with im_namen_von(eigen.traeger_id), pytest.raises(IntegrityError) as fehler, transaction.atomic():
        zeile.save()
        connection.check_constraints()
    assert "zusammen" not in str(fehler.value)
    assert "foreign key" in str(fehler.value)
