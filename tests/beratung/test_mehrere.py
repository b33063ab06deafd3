"""Mehrere Fälle zugleich übergeben: alle oder keiner, einmal, in wenigen Abfragen – MBE und IM auf demselben Weg."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from beratung.models import Fall, Zustaendigkeit
from beratung.vorgaenge import mehrere_uebergeben
from integrationsmanagement.models import IMFall
from tests.factories import FachkraftFactory, FallFactory, IMFallFactory, PersonFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.traeger.mitteilung.hilfe import fachkraft, glocke, mitglied
from traeger.begriffe import Anlass
from traeger.models import Einsicht
from traeger.zugang import handeln

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


@dataclass
class Bereich:
    app: str
    fabrik: Any
    modell: Any
    wort: str
    client: Any
    leitung: Any

    def url(self, name):
        return reverse(f"{self.app}:{name}")

    def faelle(self, anzahl, kraft, traeger=None):
        """Fälle dieser Fachkraft."""
        traeger = traeger or self.leitung.traeger
        faelle = [self.fabrik(traeger=traeger) for _ in range(anzahl)]
        with im_namen_von(traeger.pk):
            for fall in faelle:
                fall.zustaendigkeiten.create(traeger=traeger, fachkraft=kraft, von=fall.begonnen_am)
        return faelle

    def angekreuzt(self, faelle, **mehr):
        return self.client.post(self.url("faelle-uebergeben"), {"zeile": [f.pk for f in faelle], **mehr})

    def absenden(self, faelle, an, ab="1.12.2026", **mehr):
        """Ankreuzen und das Formular, wie es dann dasteht, absenden."""
        form = self.angekreuzt(faelle).context["form"]
        daten = {"gewaehlte": form["gewaehlte"].value(), "fachkraft": an.pk, "ab": ab, **mehr}
        return self.client.post(self.url("faelle-uebergeben"), daten), daten

    def wer(self, faelle):
        """Je Fall (Fachkraft, ab, bis), nach Tagen."""
        with im_namen_von(self.leitung.traeger_id):
            return [list(f.zustaendigkeiten.order_by("von").values_list("fachkraft", "von", "bis")) for f in faelle]

    def staende(self, faelle):
        with im_namen_von(self.leitung.traeger_id):
            return list(self.modell.objects.filter(pk__in=[f.pk for f in faelle]).values_list("version", flat=True))


@pytest.fixture(params=["beratung", "integrationsmanagement"])
def bereich(request, client, uhr):
    uhr(HEUTE)
    leitung = mitglied()
    client.force_login(leitung.benutzer)
    if request.param == "beratung":
        return Bereich("beratung", FallFactory, Fall, "MBE-Fall", client, leitung)
    return Bereich("integrationsmanagement", IMFallFactory, IMFall, "IM-Fall", client, leitung)


@pytest.fixture
def kraft(bereich):
    return fachkraft(bereich.leitung.traeger)


@pytest.fixture
def an(bereich):
    return fachkraft(bereich.leitung.traeger)


def test_die_liste_hat_kaestchen_und_einen_knopf(bereich, kraft):
    faelle = bereich.faelle(2, kraft)
    seite = bereich.client.get(bereich.url("fall-liste") + "?stand=laufend").content.decode()
    assert re.findall(r'type="checkbox" name="zeile" value="(\d+)" aria-label="[^"]+ auswählen"', seite) == [
        str(f.pk) for f in sorted(faelle, key=lambda f: -f.pk)
    ]
    assert 'data-eins="1 Fall übergeben" data-viele="{n} Fälle übergeben"' in seite
    assert "Gewählte übergeben" in seite


def test_die_vorschau_nennt_zehn_und_wie_viele_noch(bereich, kraft):
    faelle = bereich.faelle(12, kraft)
    seite = bereich.angekreuzt(faelle).content.decode()
    assert "<h1" in seite
    assert "12 Fälle übergeben" in seite
    assert seite.count(f"({bereich.wort} ") == 10
    assert "und 2 weitere" in seite
    assert str(kraft.nachname) in seite
    with im_namen_von(bereich.leitung.traeger_id):
        einsicht = Einsicht.objects.get(anzahl=12)
    assert einsicht.akte_art == f"{bereich.wort.replace('Fall', 'Fälle')}: 12 Fälle übergeben"[:40]


def test_alle_gehen_am_tag_ueber_und_die_kollegin_erfaehrt_es_einmal(bereich, kraft, an):
    faelle = bereich.faelle(3, kraft)
    antwort, daten = bereich.absenden(faelle, an)
    assert antwort.status_code == 302
    vorher = [(kraft.pk, faelle[0].begonnen_am, date(2026, 11, 30)), (an.pk, date(2026, 12, 1), None)]
    assert bereich.wer(faelle) == [vorher] * 3
    assert bereich.staende(faelle) == [2, 2, 2]
    assert glocke(an.mitglied) == [(Anlass.UEBERGEBEN, f"3 {bereich.wort.replace('Fall', 'Fälle')}")]
    assert [brief.to for brief in mail.outbox] == [[an.benutzer.email]]
    # dieselbe Absendung noch einmal ist keine zweite Übergabe und kein Fehler
    noch_einmal = bereich.client.post(bereich.url("faelle-uebergeben"), daten, follow=True)
    assert "für 3 Fälle zuständig" in noch_einmal.content.decode()
    assert bereich.wer(faelle) == [vorher] * 3
    assert bereich.staende(faelle) == [2, 2, 2]
    assert len(mail.outbox) == 1


def test_wer_einen_davon_schon_fuehrt_behaelt_ihn(bereich, kraft, an):
    faelle, ihr = bereich.faelle(1, kraft), bereich.faelle(1, an)
    assert bereich.absenden([*faelle, *ihr], an)[0].status_code == 302
    assert bereich.wer(ihr) == [[(an.pk, ihr[0].begonnen_am, None)]]
    assert bereich.staende(ihr) == [1]
    assert glocke(an.mitglied) == [(Anlass.UEBERGEBEN, str(faelle[0]))]


def test_geht_es_bei_einem_nicht_dann_bei_keinem(bereich, kraft, an):
    faelle = [*bereich.faelle(2, kraft), bereich.fabrik(traeger=bereich.leitung.traeger, zu=date(2026, 3, 1))]
    antwort, _ = bereich.absenden(faelle, an)
    seite = antwort.content.decode()
    assert antwort.status_code == 200
    assert f"{faelle[2]}: Der Fall ist abgeschlossen." in seite
    assert str(faelle[0]) + ":" not in seite
    assert {zeile[0][0] for zeile in bereich.wer(faelle[:2])} == {kraft.pk}
    assert bereich.staende(faelle[:2]) == [1, 1]
    assert glocke(an.mitglied) == []


@pytest.mark.parametrize("angabe", ["fremd", "unbekannt", "wort", "leer davor"])
def test_eine_fremde_nummer_ist_404_fuer_alle(bereich, kraft, an, angabe):
    faelle, fremd = bereich.faelle(2, kraft), bereich.fabrik(traeger=TraegerFactory())
    nummer = {"fremd": fremd.pk, "unbekannt": 10**17, "wort": "1 or 1", "leer davor": " 1"}[angabe]
    ziel = bereich.url("faelle-uebergeben")
    assert bereich.client.post(ziel, {"zeile": [faelle[0].pk, nummer]}).status_code == 404
    daten = {"gewaehlte": f"{faelle[0].pk}.1,{nummer}", "fachkraft": an.pk, "ab": "1.12.2026"}
    assert bereich.client.post(ziel, daten).status_code == 404
    assert {zeile[0][0] for zeile in bereich.wer(faelle)} == {kraft.pk}


def test_ein_alter_stand_wird_abgewiesen_und_dann_gezeigt(bereich, kraft, an):
    """Zwischen Vorschau und Absenden hat jemand einen davon anders vergeben."""
    faelle, dritte = bereich.faelle(2, kraft), FachkraftFactory(traeger=bereich.leitung.traeger)
    form = bereich.angekreuzt(faelle).context["form"]
    assert bereich.absenden(faelle[:1], dritte)[0].status_code == 302
    daten = {"gewaehlte": form["gewaehlte"].value(), "fachkraft": an.pk, "ab": "1.12.2026"}
    antwort = bereich.client.post(bereich.url("faelle-uebergeben"), daten)
    assert antwort.status_code == 200
    assert f"{faelle[0]}: Jemand hat den Fall geändert" in antwort.content.decode()
    assert bereich.wer(faelle)[0][-1][0] == dritte.pk
    neu = daten | {"gewaehlte": antwort.context["form"]["gewaehlte"].value()}
    assert bereich.client.post(bereich.url("faelle-uebergeben"), neu).status_code == 302
    assert [zeile[-1][0] for zeile in bereich.wer(faelle)] == [an.pk, an.pk]


def test_ohne_angekreuztes_geht_es_mit_einem_satz_zurueck_auf_dieselbe_liste(bereich):
    antwort = bereich.angekreuzt([], filter="stand=alle&sortierung=zustaendig")
    assert antwort.url == bereich.url("fall-liste") + "?stand=alle&sortierung=zustaendig"
    assert "Kreuzen Sie zuerst an" in bereich.client.get(antwort.url).content.decode()
    boese = bereich.angekreuzt([], filter="\r\nLocation: //boese.example#")
    assert re.fullmatch(re.escape(bereich.url("fall-liste")) + r"\?[\w%=&.+-]*", boese.url)


def test_ein_anderer_tag_zeigt_wer_dann_da_ist_und_tut_nichts(bereich, kraft):
    faelle, spaeter = (
        bereich.faelle(1, kraft),
        FachkraftFactory(traeger=bereich.leitung.traeger, beschaeftigt_von=date(2027, 1, 1)),
    )
    stand = bereich.angekreuzt(faelle).context["form"]["gewaehlte"].value()
    daten = {"gewaehlte": stand, "ab": "2.1.2027", "nur_auswahl": "1"}
    antwort = bereich.client.post(bereich.url("faelle-uebergeben"), daten)
    assert f'value="{spaeter.pk}"' in antwort.content.decode()
    assert bereich.staende(faelle) == [1]


def test_dreihundert_gehen_in_dreissig_abfragen(uhr, django_assert_max_num_queries):
    uhr(HEUTE)
    leitung = mitglied()
    kraft, an = fachkraft(leitung.traeger), fachkraft(leitung.traeger)
    person = PersonFactory(traeger=leitung.traeger)
    with im_namen_von(leitung.traeger_id):
        personen = type(person).objects.bulk_create(
            type(person)(traeger=leitung.traeger, nachname=f"Viele{n}", vorname="P") for n in range(300)
        )
        faelle = Fall.objects.bulk_create(
            Fall(traeger=leitung.traeger, person=p, begonnen_am=date(2026, 1, 15)) for p in personen
        )
        Zustaendigkeit.objects.bulk_create(
            Zustaendigkeit(traeger=leitung.traeger, fall=fall, fachkraft=kraft, von=fall.begonnen_am) for fall in faelle
        )
    with handeln(leitung.zugang), django_assert_max_num_queries(30):
        assert mehrere_uebergeben(faelle, fachkraft=an, ab=date(2026, 12, 1), durch=leitung.zugang) == 300
    with im_namen_von(leitung.traeger_id):
        assert Zustaendigkeit.objects.filter(fachkraft=an, von=date(2026, 12, 1), bis=None).count() == 300
    assert glocke(an.mitglied) == [(Anlass.UEBERGEBEN, "300 MBE-Fälle")]
