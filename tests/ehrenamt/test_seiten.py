"""Seiten des Ehrenamts: Rollen, Treffen in zehn Sekunden, Bestätigung zu zweit, Fehler, Abfragezahl."""

import re
import uuid
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from arge.seite.meldung import rueckweg
from ehrenamt.models import Ehrenamtliche, Einsatz, Stunden, Treffen
from ehrenamt.views import treffen as treffen_views
from tests.factories import (
    BenutzerFactory,
    EhrenamtlicheFactory,
    EinsatzFactory,
    ProjektFactory,
    StundenFactory,
    TreffenFactory,
)
from tests.factories.basis import im_namen_von
from traeger.begriffe import Rolle

pytestmark = pytest.mark.django_db


def treffen_daten(*personen, **mehr):
    anwesend = {"anwesend": [str(p.pk) for p in personen]}
    rahmen = {"absendung": str(uuid.uuid4()), "am": "22.11.2026", "dauer_minuten": "150", "anzahl_teilnehmende": "24"}
    return rahmen | anwesend | mehr


def nur_eigene(projekt, person, treffen, einsatz):
    return [
        reverse("ehrenamt:treffen-schnell"), reverse("ehrenamt:treffen-neu", args=[projekt.pk]),
        reverse("ehrenamt:treffen-bearbeiten", args=[treffen.pk]), reverse("ehrenamt:stunden-bestaetigen"),
        reverse("ehrenamt:person-liste"), reverse("ehrenamt:person-neu"), reverse("ehrenamt:person-detail", args=[person.pk]),
        reverse("ehrenamt:person-bearbeiten", args=[person.pk]), reverse("ehrenamt:einsatz-neu", args=[person.pk]),
        reverse("ehrenamt:einsatz-beenden", args=[einsatz.pk]),
    ]  # fmt: skip


def projektseiten(projekt):
    return [reverse("ehrenamt:projekt-liste"), reverse("ehrenamt:projekt-detail", args=[projekt.pk])]


@pytest.fixture
def alles(projekt):
    einsatz = EinsatzFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche__nachname="Kanarienvogel")
    treffen = TreffenFactory(traeger=projekt.traeger, projekt=projekt)
    StundenFactory(traeger=projekt.traeger, projekt=projekt, treffen=treffen, ehrenamtliche=einsatz.ehrenamtliche)
    return projekt, einsatz.ehrenamtliche, treffen, einsatz


# --- Rollen -------------------------------------------------------------------------------------------------------------


def test_fachkraft_und_leitung_oeffnen_jede_seite(client, als, alles):
    for browser in (client, als(Rolle.LEITUNG)):
        for adresse in [*nur_eigene(*alles), *projektseiten(alles[0])]:
            assert browser.get(adresse).status_code == 200, adresse


def test_koordination_sieht_projekte_aller_traeger_und_keine_person(als, alles):
    fremdes = ProjektFactory(name="Projekt eines anderen Trägers")
    browser = als(Rolle.KOORDINATION)
    liste = browser.get(reverse("ehrenamt:projekt-liste")).content.decode()
    assert "Projekt eines anderen Trägers" in liste
    assert "Café Brücke Zukunft" in liste
    for adresse in [*projektseiten(alles[0]), *projektseiten(fremdes)]:
        antwort = browser.get(adresse)
        assert antwort.status_code == 200
        assert "Kanarienvogel" not in antwort.content.decode()
        assert "treffen/" not in antwort.content.decode()
    for adresse in nur_eigene(*alles):
        antwort = browser.get(adresse)
        assert antwort.status_code == 403, adresse
        assert "Kanarienvogel" not in antwort.content.decode()


@pytest.mark.parametrize("rolle", [Rolle.VERWALTUNG, Rolle.STEUERUNG, Rolle.PRUEFUNG, Rolle.BETRIEB])
def test_andere_rollen_bekommen_403(als, alles, rolle):
    browser = als(rolle)
    for adresse in [*nur_eigene(*alles), *projektseiten(alles[0])]:
        assert browser.get(adresse).status_code == 403, adresse


def test_fachkraft_ohne_ehrenamt_bekommt_403(als, alles):
    for adresse in [*nur_eigene(*alles), *projektseiten(alles[0])]:
        assert als(Rolle.FACHKRAFT, ["MBE", "IM"]).get(adresse).status_code == 403


def test_ohne_anmeldung_geht_es_zur_anmeldung(alles):
    for adresse in [*nur_eigene(*alles), *projektseiten(alles[0])]:
        antwort = Client().get(adresse)
        assert (antwort.status_code, antwort.url.split("?")[0]) == (302, reverse("account_login"))


def test_fremde_und_unbekannte_nummern_sind_404(client):
    einsatz, treffen = EinsatzFactory(), TreffenFactory()
    for nummern in [(einsatz.projekt_id, einsatz.ehrenamtliche_id, treffen.pk, einsatz.pk), (10**12,) * 4]:
        projekt, person, treff, einsatz_pk = nummern
        ziele = [
            ("projekt-detail", projekt),
            ("treffen-neu", projekt),
            ("treffen-bearbeiten", treff),
            ("person-detail", person),
        ]
        ziele += [("person-bearbeiten", person), ("einsatz-neu", person), ("einsatz-beenden", einsatz_pk)]
        for name, nummer in ziele:
            assert client.get(reverse(f"ehrenamt:{name}", args=[nummer])).status_code == 404, name


# --- Treffen ------------------------------------------------------------------------------------------------------------


def test_treffen_ist_vorbelegt_mit_heute_dauer_und_den_letzten_anwesenden(client, projekt, personen):
    form = client.get(reverse("ehrenamt:treffen-neu", args=[projekt.pk])).context["form"]
    assert (form["am"].value(), form["dauer_minuten"].value(), form["anwesend"].value()) == (date(2026, 11, 22), 150, [])
    letztes = TreffenFactory(traeger=projekt.traeger, projekt=projekt, am=date(2026, 11, 15))
    StundenFactory(traeger=projekt.traeger, projekt=projekt, treffen=letztes, ehrenamtliche=personen[1])
    form = client.get(reverse("ehrenamt:treffen-neu", args=[projekt.pk])).context["form"]
    assert form["anwesend"].value() == [str(personen[1].pk)]


def test_wie_viele_kamen_sieht_genau_nur_der_eigene_traeger(client, als, projekt):
    for tag in range(1, 6):
        TreffenFactory(traeger=projekt.traeger, projekt=projekt, am=date(2026, 9, tag), anzahl_teilnehmende=2)
    ziel = reverse("ehrenamt:projekt-detail", args=[projekt.pk])
    eigen, fremd = (
        re.findall(r"(\d+) Teilnehmende", c.get(ziel).content.decode()) for c in (client, als(Rolle.KOORDINATION))
    )
    assert eigen == ["2"] * 5
    assert len(fremd) == 5
    assert set(fremd) <= {"0", "3"}


def test_treffen_schreibt_je_anwesender_person_eine_stundenzeile(client, projekt, personen):
    adler, berg = personen
    daten = treffen_daten(adler, berg, **{f"minuten_{berg.pk}": "60"})
    antwort = client.post(reverse("ehrenamt:treffen-neu", args=[projekt.pk]), daten, follow=True)
    assert "24 Teilnehmende" in antwort.content.decode()
    with im_namen_von(projekt.traeger_id):
        treffen = Treffen.objects.get()
        assert (treffen.anzahl_teilnehmende, treffen.dauer_minuten) == (24, 150)
        zeilen = set(Stunden.objects.values_list("ehrenamtliche", "minuten", "am", "treffen", "bestaetigt_am"))
    assert zeilen == {
        (adler.pk, 150, date(2026, 11, 22), treffen.pk, None), (berg.pk, 60, date(2026, 11, 22), treffen.pk, None),
    }  # fmt: skip


def test_zehnmal_absenden_ist_ein_treffen_mit_einfachen_stunden(client, projekt, personen):
    daten = treffen_daten(*personen)
    for _ in range(10):
        assert client.post(reverse("ehrenamt:treffen-neu", args=[projekt.pk]), daten).status_code == 302
    with im_namen_von(projekt.traeger_id):
        assert (Treffen.objects.count(), Stunden.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"am": "23.11.2026"}, "Das Datum liegt in der Zukunft."),
        ({"am": "31.12.2023"}, "Das Projekt begann erst am 01.01.2024."),
        ({"am": "1.6.2024"}, "nicht in diesem Projekt eingesetzt: Gerda Adler"),
        ({"anzahl_teilnehmende": ""}, "0 ist auch eine Antwort"),
        ({"anzahl_teilnehmende": "501"}, "500"),
        ({"dauer_minuten": "4"}, "5"),
        ({"anwesend": ["999999"]}, "Bitte wählen Sie"),
    ],
)
def test_falsche_werte_zeigen_die_fehleruebersicht(client, projekt, personen, falsch, satz):
    daten = treffen_daten(*personen) | falsch
    seite = client.post(reverse("ehrenamt:treffen-neu", args=[projekt.pk]), daten).content.decode()
    assert 'id="fehleruebersicht"' in seite
    assert satz in seite
    with im_namen_von(projekt.traeger_id):
        assert not Treffen.objects.exists()


def test_fremde_ehrenamtliche_sind_keine_auswahl(client, projekt):
    fremd = EinsatzFactory().ehrenamtliche
    antwort = client.post(reverse("ehrenamt:treffen-neu", args=[projekt.pk]), treffen_daten(fremd))
    assert antwort.context["form"].errors.keys() == {"anwesend"}


def test_aendern_haelt_stunden_und_bestaetigung_im_gleichschritt(client, von, projekt, personen):
    adler, berg = personen
    client.post(reverse("ehrenamt:treffen-neu", args=[projekt.pk]), treffen_daten(adler, berg))
    with im_namen_von(projekt.traeger_id):
        Stunden.objects.update(bestaetigt_am="2026-11-22T12:00Z", bestaetigt_von=BenutzerFactory())
        treffen = Treffen.objects.get()
    cem = EinsatzFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche__nachname="Cem").ehrenamtliche
    adresse = reverse("ehrenamt:treffen-bearbeiten", args=[treffen.pk])
    daten = treffen_daten(adler, cem, version="1", dauer_minuten="150")
    assert client.post(adresse, daten).status_code == 302
    with im_namen_von(projekt.traeger_id):
        stand = {z.ehrenamtliche_id: (z.minuten, z.bestaetigt_am is not None) for z in Stunden.objects.all()}
    assert stand == {
        adler.pk: (150, True),
        cem.pk: (150, False),
    }  # Adler unverändert: bleibt bestätigt; Berg war doch nicht da
    veraltet = client.post(adresse, daten)
    assert "hat jemand diesen Eintrag geändert" in veraltet.content.decode()
    assert client.post(adresse, daten | {"version": "2", "dauer_minuten": "90"}).status_code == 302
    with im_namen_von(projekt.traeger_id):
        assert set(Stunden.objects.values_list("minuten", "bestaetigt_am", "erfasst_von")) == {(90, None, von.pk)}


def test_auswahl_der_schnellerfassung_zeigt_das_letzte_projekt_zuerst(client, projekt):
    anderes = ProjektFactory(traeger=projekt.traeger, name="Aaa")
    ProjektFactory(traeger=projekt.traeger, name="Altes Projekt", status="beendet")
    TreffenFactory(traeger=projekt.traeger, projekt=projekt)
    seite = client.get(reverse("ehrenamt:treffen-schnell")).content.decode()
    assert seite.index(projekt.name) < seite.index(anderes.name)
    assert "Altes Projekt" not in seite


# --- Stunden bestätigen -------------------------------------------------------------------------------------------------


def test_bestaetigt_wird_nur_was_jemand_anderes_erfasst_hat(client, von, projekt, personen):
    fremde = [
        StundenFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche=p, am=date(2026, 3, 3)) for p in personen
    ]
    eigene = StundenFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche=personen[0], erfasst_von=von)
    anderer_traeger = StundenFactory()
    adresse = reverse("ehrenamt:stunden-bestaetigen")
    seite = client.get(adresse)
    assert {z.pk for _, zeilen in seite.context["gruppen"] for z in zeilen} == {z.pk for z in fremde}
    assert "1 Eintrag haben Sie selbst erfasst" in " ".join(seite.content.decode().split())
    alle = [z.stand for z in (*fremde, eigene, anderer_traeger)]
    antwort = client.post(adresse, {"stunden": alle}, follow=True)
    assert "2 Einträge sind bestätigt." in antwort.content.decode()
    with im_namen_von(projekt.traeger_id):
        bestaetigt = Stunden.objects.filter(bestaetigt_von=von)
        assert {z.pk for z in bestaetigt} == {z.pk for z in fremde}
        assert not Stunden.objects.get(pk=eigene.pk).bestaetigt_am


def test_bestaetigt_wird_nur_was_auf_der_seite_stand(client, projekt, personen):
    """60 Minuten gesehen, 720 stehen inzwischen da: Das bestätigt niemand, ohne hinzusehen."""
    eins, zwei = (StundenFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche=p, minuten=60) for p in personen)
    with im_namen_von(projekt.traeger_id):
        Stunden.objects.filter(pk=eins.pk).update(minuten=720)
    adresse = reverse("ehrenamt:stunden-bestaetigen")
    antwort = client.post(adresse, {"stunden": [eins.stand]})
    assert "haben sich geändert" in antwort.content.decode()
    antwort = client.post(adresse, {"stunden": [eins.stand, zwei.stand]}, follow=True)
    assert "Ein Eintrag ist bestätigt. Ein Eintrag wartet weiter" in antwort.content.decode()
    with im_namen_von(projekt.traeger_id):
        assert [z.pk for z in Stunden.objects.filter(bestaetigt_am__isnull=True)] == [eins.pk]


def test_nur_angekreuzte_werden_bestaetigt_und_keine_ist_ein_fehler(client, projekt, personen):
    eins, zwei = (StundenFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche=p) for p in personen)
    adresse = reverse("ehrenamt:stunden-bestaetigen")
    assert "Bitte kreuzen Sie mindestens einen Eintrag an." in client.post(adresse, {"alle": "1"}).content.decode()
    assert client.post(adresse, {"stunden": ["x", "9" * 30]}).status_code == 200
    antwort = client.post(adresse, {"stunden": [zwei.stand]})
    with im_namen_von(projekt.traeger_id):
        assert list(Stunden.objects.filter(bestaetigt_am__isnull=True)) == [eins]
    weg = next(rueckweg(meldung) for meldung in get_messages(antwort.wsgi_request))
    assert "1 Eintrag" in " ".join(client.post(adresse, {}).content.decode().split())
    for am, satz in (
        *(
            (unsinn, "lässt sich nicht lesen")
            for unsinn in (
                "gestern",
                "2026-02-30T00:00:00+00:00",
                "2026-02-03T25:00:00Z",
                "2026-02-03T10:00:00+99:99",
                "2026-02-03T10:00:00",
            )
        ),
        (weg.felder["am"], "wieder offen"),
        (weg.felder["am"], "schon zurückgenommen"),
    ):
        assert satz in client.post(weg.ziel, {"am": am}, follow=True).content.decode()
    with im_namen_von(projekt.traeger_id):
        assert Stunden.objects.filter(bestaetigt_am__isnull=True).count() == 2


def test_hundert_auf_einer_seite_der_rest_auf_der_naechsten(client, projekt, personen, monkeypatch):
    monkeypatch.setattr(treffen_views, "AUF_EINMAL", 2)
    for tag in range(1, 6):
        StundenFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche=personen[0], am=date(2026, 3, tag))
    adresse = reverse("ehrenamt:stunden-bestaetigen")
    gezeigt = [
        [z.am.day for _, zeilen in client.get(adresse, {"seite": seite}).context["gruppen"] for z in zeilen]
        for seite in ("1", "2", "3")
    ]
    assert gezeigt == [[1, 2], [3, 4], [5]]
    assert "5 Einträge warten" in " ".join(client.get(adresse).content.decode().split())


# --- Ehrenamtliche ------------------------------------------------------------------------------------------------------


def test_person_anlegen_und_einsetzen(client, von, projekt):
    daten = {
        "absendung": str(uuid.uuid4()), "vorname": "Gerda", "nachname": "Öztürk", "geburtsdatum": "3.3.57", "erfahrung": "keine",
        "gewonnen_am": "1.11.2026", "anbindung": "arge", "verfuegbarkeit": "regelmaessig",
    }  # fmt: skip
    ziele = {client.post(reverse("ehrenamt:person-neu"), daten).url for _ in range(2)}
    with im_namen_von(von.traeger.pk):
        person = Ehrenamtliche.objects.get()
    assert ziele == {reverse("ehrenamt:person-detail", args=[person.pk])}
    assert person.geburtsdatum == date(1957, 3, 3)
    adresse = reverse("ehrenamt:einsatz-neu", args=[person.pk])
    zu_frueh = client.post(adresse, {"projekt": projekt.pk, "ab": "1.10.2026"})
    assert "Die Person ist erst seit dem 01.11.2026 dabei" in zu_frueh.content.decode()
    assert client.post(adresse, {"projekt": projekt.pk, "ab": "2.11.2026"}).status_code == 302
    doppelt = client.post(adresse, {"projekt": projekt.pk, "ab": "3.11.2026"})
    assert "schon in dem Projekt eingesetzt" in doppelt.content.decode()
    fremdes = client.post(adresse, {"projekt": ProjektFactory().pk, "ab": "3.11.2026"})
    assert fremdes.context["form"].errors.keys() == {"projekt"}
    with im_namen_von(von.traeger.pk):
        einsatz = Einsatz.objects.get()
    assert client.post(reverse("ehrenamt:einsatz-beenden", args=[einsatz.pk]), {"bis": "1.11.2026"}).status_code == 200
    assert client.post(reverse("ehrenamt:einsatz-beenden", args=[einsatz.pk]), {"bis": "20.11.2026"}).status_code == 302


def test_ausscheiden_verlangt_einen_grund(client, von):
    person = EhrenamtlicheFactory(traeger=von.traeger)
    adresse = reverse("ehrenamt:person-ausscheiden", args=[person.pk])
    antwort = client.post(adresse, {"version": "1", "am": "20.11.2026"})
    assert antwort.context["form"].errors.keys() == {"grund"}


# --- Listen: im Test kommen vier Abfragen hinzu (Sicherungspunkt an/ab, Zugang merken/wiederherstellen) -------------------


def test_projektliste_filtert_nach_bereich_und_status(client, projekt):
    sprache = ProjektFactory(traeger=projekt.traeger, bereiche=["sprache", "kinder"], status="gefaehrdet")

    def gezeigt(**angaben):
        return {z[0] for z in client.get(reverse("ehrenamt:projekt-liste"), angaben).context["liste"].zeilen}

    assert gezeigt() == {projekt.pk, sprache.pk}
    assert gezeigt(bereich="kinder") == gezeigt(status="gefaehrdet") == {sprache.pk}


def test_dublette_wird_gewarnt_und_ist_ein_klick_oder_ein_kreuz(client, projekt):
    vorhandene = EhrenamtlicheFactory(traeger=projekt.traeger, vorname="Ewa", nachname="Śliwińska")
    daten = {
        "absendung": str(uuid.uuid4()), "vorname": "ewa", "nachname": "Sliwinska", "erfahrung": "keine", "gewonnen_am": "1.11.2026",
        "anbindung": "arge", "verfuegbarkeit": "regelmaessig",
    }  # fmt: skip
    seite = client.post(reverse("ehrenamt:person-neu"), daten).content.decode()
    for wort in (
        "gibt es vielleicht schon",
        reverse("ehrenamt:person-detail", args=[vorhandene.pk]),
        "Es ist eine andere Person",
    ):
        assert wort in seite, wort
    with im_namen_von(projekt.traeger_id):
        assert Ehrenamtliche.objects.get() == vorhandene
    assert client.post(reverse("ehrenamt:person-neu"), daten | {"andere_person": "on"}).status_code == 302


def test_personenliste_sucht_und_zaehlt_stunden_dieses_jahres(client, projekt, personen):
    for am in (date(2026, 1, 1), date(2026, 11, 22), date(2025, 12, 31)):
        StundenFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche=personen[0], am=am, minuten=90)
    seite = client.get(reverse("ehrenamt:person-liste"), {"suche": "adl"}).content.decode()
    assert "Adler, Gerda" in seite
    assert "Berg, Gerda" not in seite
    assert "3:00\N{NO-BREAK SPACE}Std." in seite
    assert "Café Brücke Zukunft" in seite


@pytest.mark.parametrize("anzahl", [1, 3])
@pytest.mark.parametrize(("name", "abfragen"), [("projekt-liste", 11), ("person-liste", 11), ("stunden-bestaetigen", 11)])
def test_listen_brauchen_immer_gleich_viele_abfragen(client, von, django_assert_num_queries, name, abfragen, anzahl):
    for _ in range(anzahl):
        einsatz = EinsatzFactory(traeger=von.traeger)
        StundenFactory(traeger=von.traeger, projekt=einsatz.projekt, ehrenamtliche=einsatz.ehrenamtliche)
    client.get(reverse(f"ehrenamt:{name}"))
    with django_assert_num_queries(abfragen):
        client.get(reverse(f"ehrenamt:{name}"))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_detailseiten_brauchen_immer_gleich_viele_abfragen(client, projekt, django_assert_num_queries, anzahl):
    for _ in range(anzahl):
        person = EinsatzFactory(traeger=projekt.traeger, projekt=projekt).ehrenamtliche
        treffen = TreffenFactory(traeger=projekt.traeger, projekt=projekt)
        StundenFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche=person, treffen=treffen)
    for adresse, abfragen in [
        (reverse("ehrenamt:projekt-detail", args=[projekt.pk]), 13),
        (reverse("ehrenamt:person-detail", args=[person.pk]), 13),
        (reverse("ehrenamt:treffen-neu", args=[projekt.pk]), 13),
    ]:
        client.get(adresse)
        with django_assert_num_queries(abfragen, info=adresse):
            client.get(adresse)
