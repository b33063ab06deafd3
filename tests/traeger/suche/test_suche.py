"""Das eine Suchfeld: wer was findet, was dabei vermerkt wird, was es kostet – und dass kein Name in einer Adresse steht."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arge.zusammensetzung import APPS, SUCHE
from beratung.models import Person, Personschluessel
from tests.factories import (
    EhrenamtlicheFactory,
    FachkraftFactory,
    FallFactory,
    IMFallFactory,
    MitgliedschaftFactory,
    PersonFactory,
    ProjektFactory,
    TraegerFactory,
)
from tests.factories.basis import im_namen_von
from tests.factories.traeger import PartnerFactory, SitzungFactory
from tests.uhr import gestellt
from tests.vorlage import DEMO_HEUTE
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.management.commands.suchschluessel import tabellen
from traeger.models import Benutzer, Einsicht, Suchschluessel
from traeger.zugang import handeln, zugang_von

F, L, V, K, S = Rolle.FACHKRAFT, Rolle.LEITUNG, Rolle.VERWALTUNG, Rolle.KOORDINATION, Rolle.STEUERUNG
#: Wer was findet; der Betrieb und die Prüfung finden nur Seiten.
ARTEN = {
    "MBE-Fälle": {F, L}, "IM-Fälle": {F, L}, "Ehrenamtliche": {F, L}, "Projekte": {F, L, K}, "Fachkräfte": {L, V}, "Partner": {F, L, V, K, S},
    "Sitzungen": {F, L, K, S},
}  # fmt: skip
NAME = "Zwitscherlein"


def mitglied(rolle, **angaben):
    return MitgliedschaftFactory(rolle=rolle, **({"traeger": None} if rolle in ROLLEN_OHNE_TRAEGER else {}) | angaben)


def browser(rolle=Rolle.LEITUNG, **angaben):
    mitgliedschaft = mitglied(rolle, **angaben)
    client = Client()
    client.force_login(mitgliedschaft.benutzer)
    return client, mitgliedschaft


def suche(client, text, **kopf):
    antwort = client.post(reverse("suche"), {"suche": text}, **kopf)
    assert antwort.status_code == 200
    return antwort.content.decode()


def funde(html):
    """{Art: [Titel der Treffer]}."""
    teile = re.split(r'<section class="arge-fund">\s*<h2[^>]*>(.*?)</h2>', html)
    return {
        art: re.findall(r'arge-fund__titel">(.*?)</span>', rest) for art, rest in zip(teile[1::2], teile[2::2], strict=True)
    }


def alles(traeger):
    """Von jeder Art eine Zeile dieses Trägers mit demselben Namen."""
    person = PersonFactory(traeger=traeger, nachname=NAME, vorname="Ada")
    return {
        "MBE-Fälle": FallFactory(traeger=traeger, person=person), "IM-Fälle": IMFallFactory(traeger=traeger, person=person),
        "Ehrenamtliche": EhrenamtlicheFactory(traeger=traeger, nachname=NAME), "Projekte": ProjektFactory(traeger=traeger, name=NAME),
        "Fachkräfte": FachkraftFactory(traeger=traeger, nachname=NAME), "Partner": PartnerFactory(name=NAME), "Sitzungen": SitzungFactory(ort=NAME),
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", Rolle)
def test_jede_rolle_findet_was_ihre_liste_zeigt_und_sonst_nichts(rolle):
    client, mitgliedschaft = browser(rolle)
    alles(mitgliedschaft.traeger or TraegerFactory())
    gefunden = funde(suche(client, NAME[:8]))
    assert set(gefunden) == {art for art, wer in ARTEN.items() if rolle in wer}


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", Rolle)
def test_nie_einen_menschen_eines_anderen_traegers(rolle):
    client, _ = browser(rolle)
    fremde = alles(TraegerFactory())
    html = suche(client, NAME)
    gemeinsam = {"Partner", "Sitzungen"} | ({"Projekte"} if rolle == K else set())  # die Koordination liest alle Projekte
    assert set(funde(html)) <= gemeinsam
    for text in (str(fremde["MBE-Fälle"].pk), str(fremde["IM-Fälle"].pk)):
        assert not {"MBE-Fälle", "IM-Fälle"} & set(funde(suche(client, text)))


@pytest.mark.django_db
def test_eine_fachkraft_findet_nur_faelle_ihrer_arbeitsfelder():
    client, mitgliedschaft = browser(Rolle.FACHKRAFT, arbeitsfelder=["IM"])
    alles(mitgliedschaft.traeger)
    assert "MBE-Fälle" not in funde(suche(client, NAME))
    assert "IM-Fälle" in funde(suche(client, NAME))
    client, mitgliedschaft = browser(Rolle.FACHKRAFT, arbeitsfelder=["EA"])
    alles(mitgliedschaft.traeger)
    assert not {"MBE-Fälle", "IM-Fälle"} & set(funde(suche(client, NAME)))


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", Rolle)
def test_auch_an_der_anwendung_vorbei_liest_niemand_fremde_schluessel(rolle):
    """Die Zeilensicherheit der Schlüssel ist die ihrer Zeilen, ohne `.fuer()`."""
    mitgliedschaft = mitglied(rolle)
    alles(mitgliedschaft.traeger or TraegerFactory())
    alles(TraegerFactory())
    with handeln(zugang_von(mitgliedschaft)):
        for modell, *_ in tabellen():
            zeilen = modell._meta.get_field("zeile").related_model
            assert set(modell.objects.values_list("zeile", flat=True)) == set(zeilen.objects.values_list("pk", flat=True))
        assert Personschluessel.objects.exists() == (rolle in {F, L})


def test_jede_app_meldet_an_und_jedes_recht_gibt_es():
    assert {pfad.partition(".")[0] for pfad, _ in SUCHE} | {"finanzen"} == set(APPS)


@pytest.mark.django_db
def test_abgeschlossene_stehen_fuer_sich():
    client, mitgliedschaft = browser()
    heute = timezone.localdate()
    laufend = FallFactory(
        traeger=mitgliedschaft.traeger, person=PersonFactory(traeger=mitgliedschaft.traeger, nachname=NAME)
    )
    ende = FallFactory(
        traeger=mitgliedschaft.traeger, person=PersonFactory(traeger=mitgliedschaft.traeger, nachname=f"{NAME}er")
    )
    with im_namen_von(mitgliedschaft.traeger_id, mitgliedschaft.benutzer_id):
        ende.abschluesse.create(
            traeger=mitgliedschaft.traeger, von=heute, grund=ende.GRUENDE[0][0], durch=mitgliedschaft.benutzer
        )
    html = suche(client, NAME)
    assert re.search(r"<summary>auch abgeschlossene \(1\)</summary>", html)
    assert '<details class="arge-fund__beendet">' in html  # zu, solange es laufende gibt
    html = suche(client, f"{NAME}er")
    assert '<details class="arge-fund__beendet" open>' in html
    assert f"abgeschlossen am {heute:%d.%m.%Y}" in html
    assert funde(html)["MBE-Fälle"] == [f"{NAME}er, {ende.person.vorname}"]
    assert laufend.person.nachname == NAME


@pytest.mark.django_db
def test_ein_tippfehler_fragt_meinten_sie():
    client, mitgliedschaft = browser()
    FallFactory(
        traeger=mitgliedschaft.traeger,
        person=PersonFactory(traeger=mitgliedschaft.traeger, nachname="Haidari", vorname="Ada"),
    )
    assert funde(suche(client, "Haifari")) == {"Meinten Sie …?": ["Haidari, Ada"]}
    FallFactory(
        traeger=mitgliedschaft.traeger,
        person=PersonFactory(traeger=mitgliedschaft.traeger, nachname="Haifari", vorname="Ida"),
    )
    assert funde(suche(client, "Haifari")) == {"MBE-Fälle": ["Haifari, Ida"], "Ähnlich geschrieben": ["Haidari, Ada"]}
    assert "Nichts gefunden" in suche(client, "Qwertz")


@pytest.mark.django_db
def test_nummer_tag_telefon_und_jahrgang():
    client, mitgliedschaft = browser()
    person = PersonFactory(
        traeger=mitgliedschaft.traeger, nachname=NAME, geburtsdatum=date(1990, 3, 12), telefon="0176 04069012"
    )
    fall = FallFactory(traeger=mitgliedschaft.traeger, person=person)
    PersonFactory(traeger=mitgliedschaft.traeger, nachname=NAME, geburtsdatum=date(1971, 1, 1))
    for text in (str(fall.pk), f"{NAME} {fall.pk}", "12.3.1990", "0176/04069", f"{NAME} 1990", "1990"):
        assert funde(suche(client, text))["MBE-Fälle"] == [f"{NAME}, {person.vorname}"], text
    assert "MBE-Fälle" not in funde(suche(client, f"{NAME} 1971"))
    assert "MBE-Fälle" not in funde(suche(client, f"{NAME} {fall.pk + 1}"))


@pytest.mark.django_db
def test_seiten_und_tage_von_sitzungen():
    client, _ = browser()
    sitzung = SitzungFactory()
    assert "Ehrenamtliche" in funde(suche(client, "ehrenamtl"))["Seiten"]
    assert f'href="{reverse("traeger:sitzung-detail", args=[sitzung.pk])}"' in suche(client, f"{sitzung.am:%d.%m.%Y}")
    client, _ = browser(Rolle.PRUEFUNG)
    assert "Ehrenamtliche" not in funde(suche(client, "ehrenamtl")).get("Seiten", [])


@pytest.mark.django_db
def test_wen_jemand_sieht_ist_vermerkt_ohne_suchwort():
    client, mitgliedschaft = browser()
    alles(mitgliedschaft.traeger)
    with im_namen_von(mitgliedschaft.traeger_id):
        vorher = Einsicht.objects.count()
    suche(client, NAME)
    suche(client, "Qwertz")
    with im_namen_von(mitgliedschaft.traeger_id):
        neue = list(Einsicht.objects.order_by("-pk")[: Einsicht.objects.count() - vorher])
    assert [(e.akte_art, e.umfang, e.anzahl) for e in neue] == [("Akten", "Suche: MBE-Fälle, IM-Fälle", 2)]


@pytest.mark.django_db
def test_kein_suchwort_steht_in_adresse_oder_protokoll(caplog):
    client, mitgliedschaft = browser()
    alles(mitgliedschaft.traeger)
    html = suche(client, NAME)
    assert not re.search(rf'(href|action|hx-\w+)="[^"]*{NAME}', html, re.IGNORECASE)
    assert NAME not in caplog.text
    assert funde(client.get(reverse("suche"), {"suche": NAME}).content.decode()) == {}, "eine Adresse sucht nie"


@pytest.mark.django_db
def test_hoechstens_fuenf_unter_dem_feld_und_die_seite_sagt_dass_es_mehr_gibt():
    client, mitgliedschaft = browser()
    for nummer in range(7):
        FallFactory(
            traeger=mitgliedschaft.traeger, person=PersonFactory(traeger=mitgliedschaft.traeger, nachname=f"{NAME}{nummer}")
        )
    kurz = suche(client, NAME, headers={"HX-Request": "true"})
    assert len(funde(kurz)["MBE-Fälle"]) == 5
    assert "Es passen mehr" in kurz
    assert "<html" not in kurz
    assert len(funde(suche(client, NAME))["MBE-Fälle"]) == 7


# --- Schlüssel ------------------------------------------------------------------------------------------------------


def schluessel_jetzt(traeger):
    with im_namen_von(traeger):
        return {modell: sorted(modell.objects.values_list("zeile", "schluessel")) for modell, *_ in tabellen()}


@pytest.mark.django_db
def test_schluessel_entstehen_aendern_sich_und_vergehen_mit_der_zeile():
    person = PersonFactory(nachname="Haidari", vorname="Samira", telefon="", geburtsdatum=None)
    traeger = person.traeger_id
    with im_namen_von(traeger):
        eigene = Personschluessel.objects.filter(zeile=person).values_list("schluessel", flat=True)
        assert {"haidari", "samira", "-hidari"} <= set(eigene)
        Person.objects.filter(pk=person.pk).update(nachname="Rahimi", telefon="0176 5")
        assert {"rahimi", "samira", "#01765"} <= set(eigene.all())
        assert "haidari" not in set(eigene.all())
        with connection.cursor() as cursor:
            cursor.execute(
                "update beratung_person set geburtsdatum = '1990-03-12', vorname = 'Ada' where id = %s", [person.pk]
            )
        assert "@19900312" in set(eigene.all())
        assert "samira" not in set(eigene.all())
        Person.objects.filter(pk=person.pk)._raw_delete("default")
        assert not eigene.all().exists()


def test_neu_gebaut_sind_es_dieselben(demodaten, django_db_blocker):
    """Was Trigger bei jedem Weg in die Demo geschrieben haben (Vorgänge, Stapel, SQL), ist genau das, was der Befehl rechnet."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("select id from traeger_traeger order by id")
            traeger = [nummer for (nummer,) in cursor.fetchall()]
        vorher = {nummer: schluessel_jetzt(nummer) for nummer in traeger}
        call_command("suchschluessel", verbosity=0)
        assert {nummer: schluessel_jetzt(nummer) for nummer in traeger} == vorher
        assert sum(len(zeilen) for stand in vorher.values() for zeilen in stand.values()) > 5000


def test_jede_zeile_mit_schluesseln_hat_die_drei_trigger():
    for modell in apps.get_models():
        if issubclass(modell, Suchschluessel):
            zeile = modell._meta.get_field("zeile").related_model
            assert {"suche_neu", "suche_anders", "suche_weg"} <= {trigger.name for trigger in zeile._meta.triggers}


# --- Budget --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wer", "text", "anzahl"),
    [
        ("leitung@caritas.example", "mo", 12),
        ("leitung@caritas.example", "Xqyzzrtv", 11),
        ("koordination@arge.example", "ca", 10),
    ],
)
def test_eine_suche_kostet_hoechstens_zwoelf_abfragen(demodaten, django_db_blocker, wer, text, anzahl):
    """Eine Abfrage sucht in allen Schlüsseln, eine liest alle Treffer; dazu die Anmeldung und der Vermerk."""
    with django_db_blocker.unblock(), gestellt(DEMO_HEUTE, laeuft=False):
        client = Client()
        client.force_login(Benutzer.objects.get(email=wer))
        for _ in range(2):
            with CaptureQueriesContext(connection) as abfragen:
                suche(client, text)
        assert len(abfragen) == anzahl, "\n".join(abfrage["sql"] for abfrage in abfragen)
