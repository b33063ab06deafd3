"""Die Startseite ist meine Arbeit: je Rolle das, was zu tun ist, aus den Daten, und es verschwindet, wenn es getan ist."""

import html
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from beratung.models import Zustaendigkeit
from integrationsmanagement.models import IMZustaendigkeit
from tests.factories.basis import im_namen_von
from tests.factories.beratung import FallFactory, KontaktFactory
from tests.factories.ehrenamt import StundenFactory
from tests.factories.finanzen import AuszahlungFactory, BescheidFactory, PersonalkostenFactory
from tests.factories.integrationsmanagement import GespraechFactory, IMFallFactory, IntegrationsplanFactory
from tests.factories.traeger import (
    AbwesenheitFactory,
    AufgabeFactory,
    BesetzungFactory,
    BewilligungFactory,
    FachkraftFactory,
    MitgliedschaftFactory,
    SitzungFactory,
    StellenanteilFactory,
    TraegerFactory,
    VereinbarungFactory,
    VertretungFactory,
)
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Recht, Rolle
from traeger.models import Einladung, Einsicht

pytestmark = pytest.mark.django_db

HEUTE = date(2026, 11, 27)
TAG = timedelta(days=1)


@pytest.fixture(autouse=True)
def fester_tag(uhr):
    uhr(HEUTE)


@pytest.fixture
def traeger():
    return TraegerFactory()


def anmelden(rolle, traeger=None, **merkmale):
    mitgliedschaft = MitgliedschaftFactory(rolle=rolle, traeger=traeger, **merkmale)
    client = Client()
    client.force_login(mitgliedschaft.benutzer)
    client.mitgliedschaft = mitgliedschaft
    return client


def kasten(client, kennung):
    """Text eines Abschnitts; leer, wenn es ihn nicht gibt."""
    seite = client.get("/").content.decode()
    teil = re.search(rf'<section[^>]*aria-labelledby="{kennung}">(.*?)</section>', seite, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", teil[1])).strip() if teil else ""


def zustaendig(fall, fachkraft, modell):
    with im_namen_von(fall.traeger_id):
        modell.objects.create(traeger=fall.traeger, fall=fall, fachkraft=fachkraft, von=fall.begonnen_am)
    return fall


@pytest.fixture
def kraft(traeger):
    """Eine angemeldete Fachkraft; `client.fachkraft` ist ihre Zeile."""
    client = anmelden(Rolle.FACHKRAFT, traeger, arbeitsfelder=["MBE", "IM"])
    client.fachkraft = FachkraftFactory(traeger=traeger, benutzer=client.mitgliedschaft.benutzer)
    return client


def mbe(kraft, name, seit, **merkmale):
    fall = FallFactory(
        traeger=kraft.fachkraft.traeger, begonnen_am=seit, person__nachname=name, person__vorname="", **merkmale
    )
    return zustaendig(fall, kraft.fachkraft, Zustaendigkeit)


def im(kraft, name, seit=HEUTE - 20 * TAG, plan=None):
    fall = IMFallFactory(
        traeger=kraft.fachkraft.traeger, begonnen_am=seit, person__nachname=name, person__vorname="", au_zuteilung_am=seit
    )
    if plan:
        IntegrationsplanFactory(traeger=fall.traeger, fall=fall, vereinbart_am=plan)
    return zustaendig(fall, kraft.fachkraft, IMZustaendigkeit)


def test_jeder_beitrag_ist_eine_funktion_mit_recht_und_rollen():
    for pfad, recht, rollen in [*settings.STARTSEITE, *settings.WARTET]:
        assert callable(import_string(pfad))
        assert recht is None or Recht(recht)
        assert {Rolle(rolle) for rolle in rollen or ()} <= set(Rolle)


def test_eigene_mbe_faelle_die_lange_ohne_kontakt_sind_stehen_oben(kraft, traeger):
    alt = mbe(kraft, "Alt", HEUTE - 200 * TAG)
    frisch = mbe(kraft, "Frisch", HEUTE - 200 * TAG)
    KontaktFactory(traeger=traeger, fall=frisch, am=HEUTE - 60 * TAG)
    FallFactory(traeger=traeger, begonnen_am=HEUTE - 300 * TAG, person__nachname="Kollegin")
    text = kasten(kraft, "meine-fall")
    assert "2 laufende Fälle, bei einem ist etwas zu tun." in text
    assert f"Alt MBE-Fall {alt.pk}" in text
    assert "seit 200 Tagen kein Kontakt" in text
    assert "Frisch" not in text  # am 60. Tag ist noch nichts zu tun, und geöffnet hat sie ihn nie
    assert "Kollegin" not in text
    KontaktFactory(traeger=traeger, fall=alt, am=HEUTE)
    assert "2 laufende Fälle, es ist nichts offen." in kasten(kraft, "meine-fall")


def test_zuletzt_geoeffnete_eigene_stehen_danach_die_juengste_zuerst(kraft, uhr):
    faelle = [mbe(kraft, name, HEUTE - 10 * TAG) for name in ("Eins", "Zwei", "Drei")]
    for fall in (faelle[0], faelle[2]):
        kraft.get(reverse("beratung:fall-detail", args=[fall.pk]))
    text = kasten(kraft, "meine-fall")
    assert text.index("Drei") < text.index("Eins")
    assert "Zwei" not in text


def test_was_die_startseite_zeigt_ist_gelesen(kraft, traeger):
    mbe(kraft, "Alt", HEUTE - 200 * TAG)
    im(kraft, "Ohneplan")
    kraft.get("/")
    with im_namen_von(traeger.pk):
        (einsicht,) = Einsicht.objects.filter(benutzer=kraft.mitgliedschaft.benutzer)
    assert (einsicht.anzahl, einsicht.akte_id) == (2, None)
    assert einsicht.umfang == "Startseite: Meine MBE-Fälle, Meine IM-Fälle"


def test_eigene_im_faelle_mit_ihren_ampeln(kraft, traeger):
    im(kraft, "Ohneplan")
    gut = im(kraft, "Gut", plan=HEUTE - 10 * TAG)
    GespraechFactory(traeger=traeger, fall=gut, am=HEUTE - TAG)
    text = kasten(kraft, "meine-imfall")
    assert "2 laufende Fälle, bei einem ist etwas zu tun." in text
    assert "kein Integrationsplan" in text
    assert "Gut" not in text


def test_heute_eingetragen_sind_beide_arten_und_nur_die_eigenen(kraft, traeger):
    fall, imfall = mbe(kraft, "Haidari", HEUTE - 9 * TAG), im(kraft, "Demir", plan=HEUTE - TAG)
    KontaktFactory(traeger=traeger, fall=fall, am=HEUTE, dauer_minuten=45, fachkraft=kraft.fachkraft)
    GespraechFactory(traeger=traeger, fall=imfall, am=HEUTE, dauer_minuten=30, fachkraft=kraft.fachkraft)
    KontaktFactory(traeger=traeger, fall=fall, am=HEUTE - TAG, fachkraft=kraft.fachkraft)
    KontaktFactory(traeger=traeger, fall=fall, am=HEUTE, fachkraft=FachkraftFactory(traeger=traeger))
    text = kasten(kraft, "heute")
    assert "2 Einträge, zusammen 1:15 Stunden." in text
    assert "Haidari Kontakt, 45 Minuten" in text
    assert "Demir Gespräch, 30 Minuten" in text


def test_eine_kurzberatung_von_heute_hat_keine_akte(kraft, traeger):
    KontaktFactory(traeger=traeger, fall=None, am=HEUTE, dauer_minuten=10, fachkraft=kraft.fachkraft, finanzierung="stadt")
    assert "Kurzberatung 10 Minuten, ohne Akte" in kasten(kraft, "heute")
    with im_namen_von(traeger.pk):
        assert not Einsicht.objects.exists()


def test_anders_finanzierte_faelle_sind_genannt_denn_die_kachel_zaehlt_sie_nicht(kraft):
    mbe(kraft, "Stadt", HEUTE - TAG)
    mbe(kraft, "Bund", HEUTE - TAG, finanzierung="bund")
    assert "2 laufende Fälle (davon 1 nicht von der Stadt finanziert), es ist nichts offen." in kasten(kraft, "meine-fall")
    assert re.search(r"\b1 laufende MBE-Fälle", kasten(kraft, "stand"))


def test_was_nach_kalenderjahren_zaehlt_nennt_das_ganze_vorjahr(traeger):
    steuerung = anmelden(Rolle.STEUERUNG, traeger)
    frei = TraegerFactory()
    bescheid = BescheidFactory(traeger=frei, von=date(2025, 1, 1), betrag=Decimal("5000.00"))
    AuszahlungFactory(traeger=frei, bescheid=bescheid, am=date(2025, 12, 15), betrag=Decimal("1000.00"))
    text = kasten(steuerung, "stand")
    assert "ganzes Jahr 2025: 1.000,00 €" in text.replace("\xa0", " ")
    assert "2025 bis zum" not in text


def test_angefangenes_steht_da_ohne_namen_bis_es_verworfen_ist(kraft):
    ziel = reverse("traeger:netzwerk-neu")
    kraft.post(
        reverse("traeger:entwurf"), {"entwurf": ziel, "entwurf_titel": "Netzwerkarbeit – Ammar Kassab", "notiz": "Ein Text"}
    )
    assert "Ein angefangenes Formular ist noch nicht gespeichert" in kasten(kraft, "wartet")
    assert "Kassab" not in kraft.get("/").content.decode()
    kraft.post(reverse("traeger:entwurf"), {"entwurf": ziel, "verwerfen": "1"})
    assert kasten(kraft, "wartet") == ""


def test_stunden_warten_auf_alle_ausser_die_sie_erfasst_haben(kraft, traeger):
    leitung = anmelden(Rolle.LEITUNG, traeger)
    stunden = StundenFactory(
        traeger=traeger, erfasst_von=leitung.mitgliedschaft.benutzer, bestaetigt_am=None, bestaetigt_von=None
    )
    assert kasten(leitung, "wartet") == ""
    zweite = anmelden(Rolle.LEITUNG, traeger)
    assert "Ein Stundeneintrag wartet auf Bestätigung" in kasten(zweite, "wartet")
    zweite.post(reverse("ehrenamt:stunden-bestaetigen"), {"stunden": [stunden.stand]})
    assert kasten(zweite, "wartet") == ""


def test_leitung_sieht_wer_fehlt_ohne_vertretung_zuerst(traeger):
    leitung = anmelden(Rolle.LEITUNG, traeger)
    kraefte = [
        FachkraftFactory(traeger=traeger, nachname=name, vorname="") for name in ("Vertreten", "Allein", "Später", "Zurück")
    ]
    da = FachkraftFactory(
        traeger=traeger, nachname="Vogel", vorname="Ute", benutzer=MitgliedschaftFactory(traeger=traeger).benutzer
    )
    zeitraeume = [(-3, 5), (-1, 0), (15, 20), (-9, -1)]
    weg = [
        AbwesenheitFactory(traeger=traeger, fachkraft=k, von=HEUTE + von * TAG, bis=HEUTE + bis * TAG)
        for k, (von, bis) in zip(kraefte, zeitraeume, strict=True)
    ]
    VertretungFactory(traeger=traeger, abwesenheit=weg[0], fachkraft=da, benutzer=da.benutzer)
    text = kasten(leitung, "abwesend")
    assert text.index("Allein") < text.index("Vertreten")
    assert "bis 27.11.2026" in text
    assert "bis 02.12.2026 · vertreten von Ute Vogel" in text
    assert "Später" not in text
    assert "Zurück" not in text


def test_leitung_sieht_faelle_ohne_gueltigen_plan_je_fachkraft(kraft, traeger):
    leitung = anmelden(Rolle.LEITUNG, traeger)
    im(kraft, "A")
    im(kraft, "B", seit=HEUTE - 300 * TAG, plan=HEUTE - 250 * TAG)
    im(kraft, "C", plan=HEUTE - TAG)
    IMFallFactory(traeger=traeger, begonnen_am=HEUTE - TAG)
    text = kasten(leitung, "ohne-plan")
    assert re.search(rf"{kraft.fachkraft.nachname}.*2 Fälle", text)
    assert re.search(r"ohne zuständige Fachkraft.*ein Fall", text)
    for wer, anzahl in ((f"kraft-{kraft.fachkraft.pk}", 2), ("ohne", 1)):  # hinter jeder Zahl stehen genau ihre Fälle
        ziel = f"/integrationsmanagement/faelle/?stand=laufend&fehlt=plan&meine={wer}"
        assert ziel in leitung.get("/").content.decode().replace("&amp;", "&")
        zeilen = leitung.get(ziel).content.decode().count('<tr class="kern-table__row" role="row">')
        assert zeilen - 1 == anzahl  # eine ist der Kopf


def test_steuerung_liest_was_als_naechstes_endet_nach_tag_und_quelle(traeger):
    steuerung = anmelden(Rolle.STEUERUNG, traeger)
    VereinbarungFactory(titel="Vertrag", von=date(2024, 1, 1), bis=HEUTE + 40 * TAG)
    lang = VereinbarungFactory(titel="Unbefristet", von=date(2024, 1, 1), bis=None)
    for aufgabe, bis, befristet in (
        ("EA", None, HEUTE + 34 * TAG),
        ("MBE", HEUTE + 34 * TAG, None),
        ("IM", HEUTE + 400 * TAG, None),
    ):
        StellenanteilFactory(
            traeger=traeger, vereinbarung=lang, aufgabe=aufgabe, quelle="kidiflue", vzae=Decimal("0.20"), von=date(2026, 1, 1), bis=bis,
            befristet_bis=befristet,
        )  # fmt: skip
    anteil = StellenanteilFactory(
        traeger=traeger, vereinbarung=lang, quelle="stadt", aufgabe="IM", von=date(2026, 1, 1), bis=None
    )
    BewilligungFactory(traeger=traeger, stellenanteil=anteil, von=date(2026, 1, 1), bis=HEUTE, vzae=Decimal("0.30"))
    AufgabeFactory(traeger=steuerung.mitgliedschaft.traeger, titel="Gebietsliste", faellig_am=HEUTE - TAG)
    AufgabeFactory(traeger=TraegerFactory(), titel="Fremde Aufgabe", faellig_am=HEUTE - TAG)
    text = kasten(steuerung, "endet")
    assert "Fremde Aufgabe" not in text
    assert "26.11.2026, überfällig" in text
    stellen = [text.index(wort) for wort in ("Gebietsliste", "eine Bewilligung", "2 Stellenanteile", "Vertrag")]
    assert stellen == sorted(stellen)
    assert "0,4 VZÄ" in text
    assert "31.12.2026, in 34 Tagen" in text
    assert "Unbefristet" not in text
    assert text.count("Stellenanteil") == 1
    for liste, anzahl in (("stellenanteile", 2), ("stellenanteile/bewilligungen", 1)):
        (ziel,) = re.findall(rf'href="(/traeger/{liste}/\?[^"]*endet=[^"]+)"', steuerung.get("/").content.decode())
        zeilen = steuerung.get(html.unescape(ziel)).content.decode().count('<tr class="kern-table__row" role="row">')
        assert zeilen - 1 == anzahl, "die Zeile führt zu genau denen, die sie zählt; eine ist der Kopf"


def test_koordination_liest_naechste_sitzungen_und_ob_der_bericht_da_ist():
    koordination = anmelden(Rolle.KOORDINATION)
    SitzungFactory(am=HEUTE - TAG, ort="Gestern")
    SitzungFactory(am=HEUTE, ort="Heute")
    SitzungFactory(am=HEUTE + 9 * TAG, ort="Bald")
    SitzungFactory(am=HEUTE + 19 * TAG, ort="Später")
    AufgabeFactory(traeger=None, titel="Einladen", faellig_am=HEUTE + 3 * TAG)
    text = kasten(koordination, "sitzungen")
    assert re.search(r"Heute.*Einladen.*Bald", text)
    assert re.search(r"Heute.*Bald", text)
    assert "Gestern" not in text
    assert "Später" not in text
    assert re.search("Verwendungsnachweis 2025.*noch nicht erstellt", kasten(koordination, "berichte"))


def test_verwaltung_liest_welche_monate_fehlen(traeger):
    verwaltung = anmelden(Rolle.VERWALTUNG, traeger)
    besetzung = BesetzungFactory(traeger=traeger, von=date(2026, 9, 15), bis=None)
    text = kasten(verwaltung, "wartet")
    assert "Personalkosten 10/2026 fehlen für eine Besetzung" in text
    assert "Personalkosten 09/2026" not in text  # am ersten Tag des Monats lief sie noch nicht
    assert "Personalkosten 11/2026" not in text  # der Monat läuft noch
    PersonalkostenFactory(traeger=traeger, besetzung=besetzung, monat=date(2026, 10, 1))
    assert kasten(verwaltung, "wartet") == ""


@pytest.mark.parametrize("rolle", list(Rolle))
def test_keine_rolle_findet_eine_leere_seite(rolle, traeger):
    """Auch ohne eine einzige Zeile: Kacheln, ein Griff oder der Satz, dass nichts wartet."""
    client = anmelden(rolle, None if rolle in ROLLEN_OHNE_TRAEGER else traeger)
    seite = client.get("/").content.decode()
    assert "arge-kennzahl__zahl" in seite or "arge-zeilen__zeile" in seite or "Gerade wartet nichts auf Sie." in seite


def test_betrieb_liest_offene_einladungen_und_fehlende_faktoren(traeger):
    betrieb = anmelden(Rolle.BETRIEB)
    assert "Ein Konto hat keinen zweiten Faktor" in kasten(betrieb, "wartet")  # der eigene
    for _ in range(2):
        MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=traeger)
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=traeger, bis=HEUTE - TAG)
    ab, an = HEUTE, {"email": "neu@beispiel.de", "name": "Neu", "rolle": Rolle.LEITUNG, "traeger": traeger}
    with im_namen_von(traeger.pk):
        for nummer, tage in enumerate((1, -1)):
            bis = timezone.make_aware(datetime.combine(ab + tage * TAG, time()))
            Einladung.objects.create(
                **an, schluessel_hash=str(nummer), gueltig_bis=bis, eingeladen_von=betrieb.mitgliedschaft.benutzer
            )
    text = kasten(betrieb, "wartet")
    assert "3 Konten haben keinen zweiten Faktor" in text
    assert "Eine Einladung ist noch nicht angenommen" in text


def test_kachel_nennt_denselben_tag_im_vorjahr(traeger):
    leitung = anmelden(Rolle.LEITUNG, traeger)
    for jahr, anzahl in ((2026, 1), (2025, 2)):
        fall = FallFactory(traeger=traeger, begonnen_am=date(jahr, 1, 1))
        for _ in range(anzahl):
            KontaktFactory(traeger=traeger, fall=fall, am=date(jahr, 3, 1))
    KontaktFactory(traeger=traeger, fall=FallFactory(traeger=traeger, begonnen_am=date(2025, 1, 1)), am=date(2025, 11, 28))
    text = kasten(leitung, "stand")
    assert "1 Beratungskontakte, 2026 2025 bis zum 27.11.2025: 2" in text
    assert re.search(r"3 laufende MBE-Fälle, heute am 27.11.2025: 2", text)


@pytest.mark.parametrize("anzahl", [1, 3])
def test_faelle_kosten_eine_abfrage_gleich_wie_viele_es_sind(kraft, django_assert_max_num_queries, anzahl):
    for nummer in range(anzahl):
        mbe(kraft, f"M{nummer}", HEUTE - 200 * TAG)
        im(kraft, f"I{nummer}")
    kraft.get("/")
    with django_assert_max_num_queries(12 + 4):
        kraft.get("/")
