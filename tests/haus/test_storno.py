"""Stornieren, überall gleich: bleibt lesbar, zählt nirgends mehr, lässt sich zurücknehmen (oberflaeche.md)."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from arge.daten import storno
from arge.seite.meldung import rueckweg
from arge.zahlen.kennzahl import Kennzahl, alle
from arge.zahlen.zeitraum import Zeitraum
from tests.factories import (
    FachkraftFactory,
    FallFactory,
    GespraechFactory,
    KontaktFactory,
    MitgliedschaftFactory,
    ProjektFactory,
    StundenFactory,
    TraegerFactory,
    TreffenFactory,
)
from tests.factories.basis import im_namen_von
from tests.factories.traeger import AnteilmeldungFactory, AufgabeFactory, BeschlussFactory, NetzwerkarbeitFactory
from traeger.begriffe import Rolle
from traeger.models import Stornierbar

MODELLE = [modell for modell in apps.get_models() if issubclass(modell, Stornierbar)]
#: Modell → (Anfang der Routen, was man an der Liste oder Seite sieht); ein neues stornierbares Modell fehlt hier und fällt auf.
ROUTEN = {
    "beratung.Kontakt": "beratung:kontakt",
    "integrationsmanagement.Gespraech": "integrationsmanagement:gespraech",
    "ehrenamt.Treffen": "ehrenamt:treffen",
    "ehrenamt.Stunden": "ehrenamt:stunden",
    "traeger.Netzwerkarbeit": "traeger:netzwerk",
    "traeger.Beschluss": "traeger:beschluss",
    "traeger.Aufgabe": "traeger:aufgabe",
    "traeger.Anteilmeldung": "traeger:anteilmeldung",
}
ERZEUGT = {
    "beratung.Kontakt": KontaktFactory,
    "integrationsmanagement.Gespraech": GespraechFactory,
    "ehrenamt.Treffen": TreffenFactory,
    "ehrenamt.Stunden": StundenFactory,
    "traeger.Netzwerkarbeit": NetzwerkarbeitFactory,
    "traeger.Beschluss": BeschlussFactory,
    "traeger.Aufgabe": AufgabeFactory,
    "traeger.Anteilmeldung": AnteilmeldungFactory,
}
#: Felder, die ein zweiter, sonst gleicher Eintrag neu bekommt.
NEU = ("absendung", "kennung", "notiz", "treffen")
OHNE_TRAEGER = ("traeger.Beschluss", "traeger.Aufgabe")
ART = {modell._meta.label: modell for modell in MODELLE}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kontext")]


@pytest.fixture
def leitung():
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=TraegerFactory())


@pytest.fixture
def client(client, leitung):
    client.force_login(leitung.benutzer)
    return client


def eintrag(label, traeger):
    return ERZEUGT[label]() if label in OHNE_TRAEGER else ERZEUGT[label](traeger=traeger)


def test_jedes_stornierbare_modell_ist_hier_geprueft():
    assert set(ART) == set(ROUTEN) == set(ERZEUGT)


@pytest.mark.parametrize("label", ROUTEN)
def test_stornieren_ruecknehmen_und_dazwischen_zaehlt_nichts(label, client, leitung):
    zeile, modell, traeger = eintrag(label, leitung.traeger), ART[label], leitung.traeger
    seite = reverse(f"{ROUTEN[label]}-stornieren", args=[zeile.pk])
    stand = {"version": zeile.version} if hasattr(zeile, "version") else {}
    ohne_grund = client.post(seite, stand)
    assert ohne_grund.status_code == 200
    antwort = client.post(seite, stand | {"grund": "doppelt"})
    assert antwort.status_code == 302, antwort.content.decode()
    with im_namen_von(traeger.pk):
        assert not modell.objects.filter(pk=zeile.pk).exists()
        storniert = modell.auch_stornierte.get(pk=zeile.pk)
    assert (storniert.storno_grund, storniert.storniert_von_id) == ("doppelt", leitung.benutzer_id)
    gelesen = client.get(seite).content.decode()
    assert "doppelt erfasst" in gelesen
    assert client.post(seite, stand | {"grund": "nicht"}, follow=True).status_code == 200
    with im_namen_von(traeger.pk):
        assert modell.auch_stornierte.get(pk=zeile.pk).storno_grund == "doppelt"
    zurueck = [rueckweg(meldung) for meldung in get_messages(antwort.wsgi_request) if rueckweg(meldung)]
    assert [z.ziel for z in zurueck] == [reverse(f"{ROUTEN[label]}-wiederherstellen", args=[zeile.pk])]
    client.post(zurueck[0].ziel, zurueck[0].felder)
    with im_namen_von(traeger.pk):
        assert modell.objects.get(pk=zeile.pk).storniert_von_id is None


@pytest.mark.parametrize("label", sorted(set(ROUTEN) - set(OHNE_TRAEGER)))
def test_fremde_eintraege_storniert_niemand(label, client):
    fremd = eintrag(label, TraegerFactory())
    assert client.post(reverse(f"{ROUTEN[label]}-stornieren", args=[fremd.pk]), {"grund": "doppelt"}).status_code == 404
    assert client.post(reverse(f"{ROUTEN[label]}-wiederherstellen", args=[fremd.pk])).status_code == 404
    with im_namen_von(fremd.traeger_id):
        assert ART[label].objects.filter(pk=fremd.pk).exists()


@pytest.mark.parametrize("label", ROUTEN)
def test_ein_halbes_storno_weist_die_datenbank_ab(label, leitung):
    zeile = eintrag(label, leitung.traeger)
    with im_namen_von(leitung.traeger_id), pytest.raises(IntegrityError), transaction.atomic():
        ART[label]._base_manager.filter(pk=zeile.pk).update(storniert_am=timezone.now())


def storniere(zeile, wer):
    with im_namen_von(wer.traeger_id, wer.benutzer_id):
        return storno.stornieren(zeile, grund="doppelt", durch=wer, jetzt=timezone.now())


def zaehlt(traeger, jahr=2026):
    """{Nummer: Wert} aller Kennzahlen, die Zeilen zählen, für einen Träger."""
    zeitraum = Zeitraum(date(jahr, 1, 1), date(jahr, 11, 22))
    with im_namen_von(traeger.pk):
        return {
            k.nummer: k.wert(zeitraum, traeger=traeger.pk)
            for k in alle()
            if isinstance(k, Kennzahl) and k.ueber_alle is None
        }


@pytest.mark.parametrize("label", sorted(set(ROUTEN) - set(OHNE_TRAEGER) - {"traeger.Anteilmeldung"}))
def test_storniertes_zaehlt_in_keiner_kennzahl(label, leitung):
    """Über alle Kennzahlen: Nach dem Storno steht jede wieder, wo sie ohne den Eintrag stand."""
    traeger = leitung.traeger
    eintrag(label, traeger)
    davor = zaehlt(traeger)
    with im_namen_von(traeger.pk):
        vorlage = ART[label].objects.get()
        felder = (f for f in vorlage._meta.concrete_fields if not f.primary_key and f.name not in NEU)
        zweite = ART[label].objects.create(**{f.attname: getattr(vorlage, f.attname) for f in felder})
    mit = zaehlt(traeger)
    assert mit != davor, f"{label}: kein Eintrag zählt in irgendeiner Kennzahl, die Prüfung prüft nichts"
    storniere(zweite, leitung)
    assert zaehlt(traeger) == davor


def test_ein_storniertes_treffen_nimmt_seine_stunden_mit_und_bringt_sie_zurueck(client, leitung):
    treffen = TreffenFactory(traeger=leitung.traeger)
    eine, andere = (StundenFactory(traeger=leitung.traeger, treffen=treffen, projekt=treffen.projekt) for _ in range(2))
    modell = type(eine)
    client.post(reverse("ehrenamt:stunden-stornieren", args=[andere.pk]), {"grund": "nicht"})
    client.post(reverse("ehrenamt:treffen-stornieren", args=[treffen.pk]), {"grund": "doppelt", "version": treffen.version})
    with im_namen_von(leitung.traeger_id):
        assert not modell.objects.filter(treffen=treffen).exists()
    antwort = client.post(reverse("ehrenamt:stunden-wiederherstellen", args=[eine.pk]), follow=True)
    assert "Stellen Sie zuerst das Treffen wieder her." in antwort.content.decode()


def test_neu_gespeichert_zeigt_rueckgaengig_und_ein_klick_storniert(client, leitung):
    fall = FallFactory(traeger=leitung.traeger)
    fachkraft = FachkraftFactory(traeger=leitung.traeger)
    seite = reverse("beratung:kontakt-neu", args=[fall.pk])
    form = client.get(seite).context["form"]
    daten = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    daten |= {"am": "20.11.2026", "dauer_minuten": "30", "themen": ["aufenthalt"], "fachkraft": fachkraft.pk}
    antwort = client.post(seite, daten)
    weg = next(rueckweg(meldung) for meldung in get_messages(antwort.wsgi_request))
    assert client.post(weg.ziel, weg.felder).status_code == 302
    modell = ART["beratung.Kontakt"]
    with im_namen_von(leitung.traeger_id):
        assert modell.auch_stornierte.get().storno_grund == "versehen"
    # Zurück-Taste, noch einmal gespeichert: kein „gespeichert“ für eine Zeile, die nicht zählt
    wieder = client.post(seite, daten)
    assert wieder.status_code == 200
    assert "danach storniert" in wieder.content.decode()
    nochmal = {n: wieder.context["form"].data.get(n) for n in daten} | {"themen": ["aufenthalt"]}
    assert client.post(seite, nochmal).status_code == 302
    with im_namen_von(leitung.traeger_id):
        assert (modell.objects.count(), modell.auch_stornierte.count()) == (1, 2)


def test_die_liste_zeigt_storniertes_erst_auf_wunsch_und_sagt_warum(client, leitung):
    kontakt = KontaktFactory(traeger=leitung.traeger, fall=FallFactory(traeger=leitung.traeger))
    storniere(kontakt, leitung)
    liste = reverse("beratung:kontakt-liste")
    assert not client.get(liste).context["liste"].zeilen
    gezeigt = client.get(liste, {"eintraege": "storniert"})
    assert len(gezeigt.context["liste"].zeilen) == 1
    assert "doppelt erfasst" in gezeigt.content.decode()


def test_im_verlauf_der_akte_bleibt_es_lesbar(client, leitung):
    fall = FallFactory(traeger=leitung.traeger)
    kontakt = KontaktFactory(traeger=leitung.traeger, fall=fall, notiz="Vertraulich besprochen")
    storniere(kontakt, leitung)
    seite = client.get(reverse("beratung:fall-detail", args=[fall.pk])).content.decode()
    assert "storniert: doppelt erfasst" in seite
    assert "Vertraulich besprochen" in seite
    assert "noch kein Kontakt" in seite, "ein stornierter Kontakt ist kein letzter Kontakt"


def test_ein_gespraech_wandert_in_die_richtige_akte_und_zurueck(client, leitung):
    falsch, richtig = (FallFactory(traeger=leitung.traeger, begonnen_am=date(2026, 1, 1)) for _ in range(2))
    kontakt = KontaktFactory(traeger=leitung.traeger, fall=falsch, am=date(2026, 5, 4))
    seite = reverse("beratung:kontakt-verschieben", args=[kontakt.pk])
    assert str(richtig.person.nachname) in client.post(seite, {"suche": richtig.person.nachname}).content.decode()
    antwort = client.post(seite, {"fall": richtig.pk})
    assert antwort.url == reverse("beratung:fall-detail", args=[richtig.pk])
    modell = type(kontakt)
    with im_namen_von(leitung.traeger_id):
        verschoben = modell.objects.get(pk=kontakt.pk)
        assert (verschoben.fall_id, verschoben.verschoben_am is not None) == (richtig.pk, True)
    weg = next(rueckweg(meldung) for meldung in get_messages(antwort.wsgi_request))
    client.post(weg.ziel, weg.felder)
    with im_namen_von(leitung.traeger_id):
        assert modell.objects.get(pk=kontakt.pk).fall_id == falsch.pk


def test_verschoben_wird_nur_wohin_es_passt(client, leitung):
    fall = FallFactory(traeger=leitung.traeger, begonnen_am=date(2026, 1, 1))
    spaeter, fremd = FallFactory(traeger=leitung.traeger, begonnen_am=date(2026, 6, 1)), FallFactory()
    kontakt = KontaktFactory(traeger=leitung.traeger, fall=fall, am=date(2026, 5, 4))
    seite = reverse("beratung:kontakt-verschieben", args=[kontakt.pk])
    assert "begann" in client.post(seite, {"fall": spaeter.pk}, follow=True).content.decode()
    assert client.post(seite, {"fall": fremd.pk}).status_code == 404
    with im_namen_von(leitung.traeger_id):
        assert type(kontakt).objects.get(pk=kontakt.pk).fall_id == fall.pk


def test_ein_treffen_wechselt_das_projekt_mit_seinen_stunden(client, leitung):
    treffen, anderes = TreffenFactory(traeger=leitung.traeger), ProjektFactory(traeger=leitung.traeger)
    antwort = client.post(reverse("ehrenamt:treffen-verschieben", args=[treffen.pk]), {"projekt": anderes.pk})
    assert antwort.url == reverse("ehrenamt:projekt-detail", args=[anderes.pk])
    with im_namen_von(leitung.traeger_id):
        assert type(treffen).objects.get(pk=treffen.pk).projekt_id == anderes.pk


def test_eine_stornierte_meldung_macht_platz_fuer_die_richtige(leitung):
    """Der Ausschluss „je Tag eine Meldung“ sieht Storniertes nicht; zwei gültige weist er weiter ab."""
    meldung = AnteilmeldungFactory(traeger=leitung.traeger)
    storniere(meldung, leitung)
    gleich = {"traeger": leitung.traeger, "stellenanteil": meldung.stellenanteil, "von": meldung.von, "bis": meldung.bis}
    AnteilmeldungFactory(**gleich, vzae=Decimal("0.2"))
    with pytest.raises(IntegrityError), transaction.atomic():
        AnteilmeldungFactory(**gleich, vzae=Decimal("0.3"))
