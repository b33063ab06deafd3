"""Zuständig ist und berät, wer an dem Tag beschäftigt war; wer geht, übergibt alle laufenden Fälle auf einmal."""

import re
import uuid
from contextlib import nullcontext
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from beratung import vorgaenge
from beratung.models import Fall, Kontakt, Zustaendigkeit
from integrationsmanagement.models import IMZustaendigkeit
from tests.factories import (
    FachkraftFactory,
    FallFactory,
    GespraechFactory,
    IMFallFactory,
    KontaktFactory,
    MitgliedschaftFactory,
)
from tests.factories.basis import im_namen_von
from tests.uhr import gestellt
from traeger.begriffe import Rolle, StornoGrund
from traeger.models import Fachkraft
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db


def zeilen(modell, traeger):
    with im_namen_von(traeger.pk):
        return list(modell.objects.order_by("pk"))


def kontakt(**mehr):
    grund = {
        "absendung": str(uuid.uuid4()),
        "am": "20.11.2026",
        "dauer_minuten": "30",
        "form": "persoenlich",
        "themen": ["sprache"],
    }
    return grund | {"anzahl_angehoerige": "0", "notiz": ""} | mehr


@pytest.fixture
def gegangen(fachkraft):
    return FachkraftFactory(
        traeger=fachkraft.traeger, nachname="Gegangen", beschaeftigt_von=date(2025, 1, 1), beschaeftigt_bis=date(2026, 6, 30)
    )


@pytest.fixture
def fall(fachkraft):
    return FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1))


@pytest.mark.parametrize(("am", "geht"), [("30.6.2026", True), ("1.7.2026", False), ("1.2.2026", True)])
def test_kontakt_fuehrt_nur_wer_an_dem_tag_da_war(client, fachkraft, gegangen, fall, am, geht):
    adresse = reverse("beratung:kontakt-neu", args=[fall.pk])
    antwort = client.post(adresse, kontakt(am=am, fachkraft=gegangen.pk))
    assert bool(zeilen(Kontakt, fachkraft.traeger)) is geht
    if not geht:
        assert "war nur bis zum 30.06.2026 dabei" in antwort.content.decode()


def test_ein_schreibfehler_laesst_sich_berichtigen_auch_wenn_sie_laengst_weg_ist(client, fachkraft, gegangen, fall):
    alt = KontaktFactory(traeger=fachkraft.traeger, fall=fall, fachkraft=gegangen, am=date(2026, 6, 15), dauer_minuten=30)
    ziel = reverse("beratung:kontakt-bearbeiten", args=[alt.pk])
    gleich = {"version": "1", "am": "15.6.2026", "fachkraft": gegangen.pk, "form": alt.form, "themen": alt.themen}
    assert client.post(ziel, kontakt(**gleich, notiz="Berichtigt.")).status_code == 302
    antwort = client.post(ziel, kontakt(**gleich | {"version": "2", "am": "16.7.2026"}))
    assert "war nur bis zum 30.06.2026 dabei" in antwort.content.decode()


@pytest.mark.parametrize(("art", "wort"), [(KontaktFactory, "Kontakt"), (GespraechFactory, "Gespräch")])
def test_vor_dem_letzten_gespraech_endet_keine_beschaeftigung(leitung, fachkraft, art, wort):
    """Ein storniertes hält niemanden auf; zurückgeholt wird es danach nicht mehr."""
    zeile = art(traeger=fachkraft.traeger, fachkraft=fachkraft, am=date(2026, 7, 15))
    adresse = reverse("traeger:fachkraft-beenden", args=[fachkraft.pk])
    antwort = leitung.post(adresse, {"version": "1", "letzter_tag": "14.7.2026"}).content.decode()
    assert f"bis 14.07.2026 beschäftigt; am 15.07.2026 steht aber bei ihr: {wort}." in antwort
    with im_namen_von(fachkraft.traeger_id):
        jetzt = {"storniert_am": timezone.now(), "storniert_von": fachkraft.benutzer, "storno_grund": StornoGrund.values[0]}
        art._meta.model.objects.filter(pk=zeile.pk).update(**jetzt)
    assert leitung.post(adresse, {"version": "1", "letzter_tag": "14.7.2026"}).status_code == 302


# --- was jemand an der Vergangenheit berichtigt ----------------------------------------------------------------------------


def zustaendig(akte, fachkraft, von, bis=None):
    art = Zustaendigkeit if isinstance(akte, Fall) else IMZustaendigkeit
    with im_namen_von(fachkraft.traeger_id):
        art.objects.create(traeger=fachkraft.traeger, fall=akte, fachkraft=fachkraft, von=von, bis=bis)
    return lambda: [(z.von, z.bis) for z in zeilen(art, fachkraft.traeger)]


def chefin(fachkraft):
    """Zugang der Leitung: Sie sieht MBE- und IM-Fälle."""
    return zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=fachkraft.traeger))


FAELLE = pytest.mark.parametrize("factory", [FallFactory, IMFallFactory])


@FAELLE
@pytest.mark.parametrize(
    ("beginn", "geht"), [(date(2026, 1, 1), False), (date(2026, 2, 28), False), (date(2026, 3, 1), True)]
)
def test_ein_fall_beginnt_nicht_vor_seiner_ersten_zustaendigen(fachkraft, heute, factory, beginn, geht):
    seit = FachkraftFactory(traeger=fachkraft.traeger, beschaeftigt_von=date(2026, 3, 1))
    fall = factory(traeger=fachkraft.traeger, begonnen_am=date(2026, 4, 1))
    stand = zustaendig(fall, seit, date(2026, 4, 1))
    fall.begonnen_am = beginn
    kontakte = {} if factory is FallFactory else {"kontakte": "gespraeche"}
    with handeln(chefin(fachkraft)) as durch, nullcontext() if geht else pytest.raises(ValidationError, match="erst seit"):
        vorgaenge.akte_berichtigen(akte=fall, begruendung="Falsch", durch=durch, heute=heute, **kontakte)
    assert stand() == [(beginn if geht else date(2026, 4, 1), None)]


@FAELLE
@pytest.mark.parametrize(
    ("von", "bis", "endet"),
    [(None, "2026-06-30", "2026-06-30"), ("2026-07-15", "2026-06-30", "2026-06-30"), ("2026-07-15", "2026-12-31", "2026-07-15"),
     (None, "2026-12-31", None), (None, None, None), ("2026-06-10", "2026-06-30", "2026-06-10")],
)  # fmt: skip
def test_ein_berichtigter_abschluss_verlaengert_niemanden_ueber_sein_ende(fachkraft, heute, factory, von, bis, endet):
    """Ohne `von` gab es ihn nicht: Der Fall lief weiter, die Zuständigkeit aber höchstens bis zum letzten Tag der Fachkraft."""
    tag = {None: None} | {t: date.fromisoformat(t) for t in (von, bis, endet) if t}
    kraft = FachkraftFactory(traeger=fachkraft.traeger, beschaeftigt_bis=tag[bis])
    fall = factory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1), zu=date(2026, 6, 20))
    stand = zustaendig(fall, kraft, date(2026, 2, 1), date(2026, 6, 20))
    angaben = {"von": tag[von] or date(2026, 6, 20), "grund": "ziel", "entfaellt": von is None, "begruendung": "Falsch"}
    kontakte = {} if factory is FallFactory else {"kontakte": "gespraeche"}
    with handeln(chefin(fachkraft)) as durch:
        abschluss = fall.abschluesse.get()
        vorgaenge.abschluss_berichtigen(akte=fall, abschluss=abschluss, durch=durch, heute=heute, **angaben, **kontakte)
        was = fall.berichtigungen.get().was
    assert stand() == [(date(2026, 2, 1), tag[endet])]
    assert ("endete mit der Beschäftigung" in was) is (tag[endet] != tag[von])


def test_wer_befristet_da_ist_wird_auch_nach_dem_ende_noch_abgeloest(fachkraft, heute, fall):
    """Das Ende kommt von selbst; wer danach abschließt oder übergibt, verlängert die Zuständigkeit nicht."""
    kraft = FachkraftFactory(traeger=fachkraft.traeger, beschaeftigt_bis=date(2026, 11, 25))
    stand, anderer = (
        zustaendig(fall, kraft, date(2026, 2, 1)),
        FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1)),
    )
    zustaendig(anderer, kraft, date(2026, 2, 1))
    spaeter = date(2026, 12, 10)
    with gestellt(spaeter), handeln(fachkraft.zugang) as durch:
        vorgaenge.zustaendigkeit_uebergeben(akte=fall, fachkraft=fachkraft, ab=date(2026, 12, 5), durch=durch)
        vorgaenge.akte_abschliessen(akte=anderer, am=date(2026, 12, 8), grund="ziel", durch=durch, heute=spaeter)
    assert stand() == [
        (date(2026, 2, 1), date(2026, 11, 25)), (date(2026, 2, 1), date(2026, 11, 25)), (date(2026, 12, 5), None),
    ]  # fmt: skip


@pytest.mark.parametrize("anders", [{}, {"notiz": "Neuer Text"}, {"dauer_minuten": "60"}, {"themen": ["arbeit"]}, "fall"])
def test_dieselbe_absendung_mit_anderem_inhalt_ist_keine_wiederholung(client, fachkraft, fall, anders):
    """Zurück-Taste, Text geändert, noch einmal gesendet: „gespeichert“ wäre gelogen, auch an einem anderen Fall."""
    anderer = FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1))
    daten = kontakt(fachkraft=fachkraft.pk, notiz="Erster Text")
    assert client.post(reverse("beratung:kontakt-neu", args=[fall.pk]), daten).status_code == 302
    wo = anderer if anders == "fall" else fall
    antwort = client.post(reverse("beratung:kontakt-neu", args=[wo.pk]), daten | ({} if anders == "fall" else anders))
    if anders == {}:
        assert antwort.status_code == 302
    else:
        assert "noch nicht gespeichert" in antwort.content.decode()
    (eine,) = zeilen(Kontakt, fachkraft.traeger)
    assert (eine.fall_id, eine.dauer_minuten) == (fall.pk, 30)


def test_beide_staende_stehen_nebeneinander_und_noch_einmal_gespeichert_ist_ein_weiterer(client, fachkraft, fall):
    adresse = reverse("beratung:kontakt-neu", args=[fall.pk])
    daten = kontakt(fachkraft=fachkraft.pk, notiz="Erster Text")
    client.post(adresse, daten)
    seite = client.post(adresse, daten | {"notiz": "Zweiter Text"})
    text = seite.content.decode()
    assert "Gespeichert ist etwas anderes" in text
    assert re.search(r"<td[^>]*>Erster Text</td>\s*<td[^>]*>Zweiter Text</td>", text)
    neue = re.search(r'name="absendung" value="([^"]+)"', text)[1]
    assert neue != str(daten["absendung"])
    assert client.post(adresse, daten | {"notiz": "Zweiter Text", "absendung": neue, "trotzdem": "on"}).status_code == 302
    assert sorted(k.notiz for k in zeilen(Kontakt, fachkraft.traeger)) == ["Erster Text", "Zweiter Text"]


def test_die_auswahl_folgt_dem_tag_des_kontakts(client, fachkraft, gegangen, fall):
    adresse = reverse("beratung:kontakt-neu", args=[fall.pk])

    def namen(antwort):
        return set(re.findall(r"<option[^>]*>([^<]+)</option>", antwort.content.decode()))

    assert str(gegangen) not in namen(client.get(adresse))
    nur_tag = client.post(adresse, kontakt(am="15.3.2026", nur_auswahl="1", themen=[]))
    assert str(gegangen) in namen(nur_tag)
    assert "hx-select-oob" in nur_tag.content.decode()
    assert not nur_tag.context["form"].errors
    assert zeilen(Kontakt, fachkraft.traeger) == []


def test_neue_faelle_bekommt_nur_wer_an_dem_tag_da_war(client, fachkraft, gegangen, fall):
    antwort = client.post(
        reverse("beratung:fall-uebergeben", args=[fall.pk]), {"version": "1", "fachkraft": gegangen.pk, "ab": "1.7.2026"}
    )
    assert "war nur bis zum 30.06.2026 dabei" in antwort.content.decode()
    assert zeilen(Zustaendigkeit, fachkraft.traeger) == []


def test_genau_dasselbe_gespraech_fragt_nach(client, fachkraft, fall):
    adresse = reverse("beratung:kontakt-neu", args=[fall.pk])
    client.post(adresse, kontakt(fachkraft=fachkraft.pk))
    zweites = kontakt(fachkraft=fachkraft.pk)
    assert "steht in diesem Fall schon genau dasselbe" in client.post(adresse, zweites).content.decode()
    assert len(zeilen(Kontakt, fachkraft.traeger)) == 1
    client.post(adresse, zweites | {"trotzdem": "on"})
    assert len(zeilen(Kontakt, fachkraft.traeger)) == 2
    client.post(adresse, kontakt(fachkraft=fachkraft.pk, dauer_minuten="45"))  # ein anderes
    assert len(zeilen(Kontakt, fachkraft.traeger)) == 3


# --- wer geht, übergibt -------------------------------------------------------------------------------------------------


@pytest.fixture
def leitung(fachkraft):
    client = Client()
    client.force_login(MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=fachkraft.traeger).benutzer)
    return client


@pytest.fixture
def drei_faelle(fachkraft, fall):
    """Zwei laufende (MBE, IM) und ein erst künftig zuständiger."""
    eigen = {"traeger": fachkraft.traeger, "fachkraft": fachkraft}
    im, spaet = IMFallFactory(traeger=fachkraft.traeger), FallFactory(traeger=fachkraft.traeger)
    with im_namen_von(fachkraft.traeger_id):
        Zustaendigkeit.objects.create(fall=fall, von=date(2026, 2, 1), **eigen)
        Zustaendigkeit.objects.create(fall=spaet, von=date(2027, 1, 1), **eigen)
        IMZustaendigkeit.objects.create(fall=im, von=date(2026, 3, 1), **eigen)
    return fall, spaet, im


def test_beenden_zeigt_was_offen_ist_und_verlangt_eine_nachfolge(leitung, fachkraft, drei_faelle):
    adresse = reverse("traeger:fachkraft-beenden", args=[fachkraft.pk])
    assert "noch: 2 MBE-Fälle und 1 IM-Fall." in leitung.get(adresse).content.decode()
    antwort = leitung.post(adresse, {"version": "1", "absendung": str(uuid.uuid4()), "letzter_tag": "30.11.2026"})
    assert "Bitte wählen Sie, wer diese Fälle übernimmt." in antwort.content.decode()
    assert zeilen(Fachkraft, fachkraft.traeger)[0].beschaeftigt_bis is None


@pytest.mark.parametrize(
    ("tag", "worte"),
    [
        ("31.1.2026", "2 MBE-Fälle und 1 IM-Fall"),
        ("31.12.2025", "2 MBE-Fälle und 1 IM-Fall"),
        ("30.11.2026", "1 MBE-Fall und 1 IM-Fall"),
    ],
)
def test_der_hinweis_gilt_dem_gewaehlten_tag_nicht_heute(leitung, fachkraft, drei_faelle, tag, worte):
    """Rückwirkend beendet: Ein Fall, der im Oktober endete, gehört nach dem 31. Januar noch dazu."""
    with im_namen_von(fachkraft.traeger_id):
        Zustaendigkeit.objects.filter(fall=drei_faelle[0]).update(bis=date(2026, 10, 31))
    adresse = reverse("traeger:fachkraft-beenden", args=[fachkraft.pk])
    heute = leitung.get(adresse).content.decode()
    assert "id_nachfolge_helptext" in re.search(r'hx-select-oob="([^"]+)"', heute)[1]
    seite = leitung.post(adresse, {"version": "1", "letzter_tag": tag, "nur_auswahl": "1"}).content.decode()
    assert re.search(rf'id="id_nachfolge_helptext">Nach dem [\d.]+ laufen bei [^<]+ noch: {worte}\.<', seite)


def test_ohne_offene_faelle_endet_auch_ohne_nachfolge(leitung, fachkraft):
    adresse = reverse("traeger:fachkraft-beenden", args=[fachkraft.pk])
    assert "noch: keine Fälle." in leitung.get(adresse).content.decode()
    assert leitung.post(adresse, {"version": "1", "letzter_tag": "30.11.2026"}).status_code == 302


def test_beenden_uebergibt_alle_laufenden_faelle_am_tag_danach(leitung, fachkraft, drei_faelle):
    an = FachkraftFactory(traeger=fachkraft.traeger, beschaeftigt_von=date(2026, 12, 1))  # erst am Tag danach da
    daten = {"version": "1", "letzter_tag": "30.11.2026", "nachfolge": an.pk}
    antwort = leitung.post(reverse("traeger:fachkraft-beenden", args=[fachkraft.pk]), daten, follow=True)
    assert "Übergeben: 3 Fälle." in antwort.content.decode()
    fall, spaet, im = drei_faelle
    mbe = [(z.fall_id, z.fachkraft_id, z.von, z.bis) for z in zeilen(Zustaendigkeit, fachkraft.traeger)]
    assert sorted(mbe) == sorted([
        (fall.pk, fachkraft.pk, date(2026, 2, 1), date(2026, 11, 30)), (fall.pk, an.pk, date(2026, 12, 1), None),
        (spaet.pk, an.pk, date(2027, 1, 1), None),
    ])  # fmt: skip
    neu = [(z.fall_id, z.fachkraft_id, z.von, z.bis) for z in zeilen(IMZustaendigkeit, fachkraft.traeger)]
    assert neu == [(im.pk, fachkraft.pk, date(2026, 3, 1), date(2026, 11, 30)), (im.pk, an.pk, date(2026, 12, 1), None)]


def test_wer_noch_nicht_oder_nicht_mehr_da_ist_uebernimmt_nichts(leitung, fachkraft, gegangen, drei_faelle):
    daten = {"version": "1", "letzter_tag": "30.11.2026", "nachfolge": gegangen.pk}
    antwort = leitung.post(reverse("traeger:fachkraft-beenden", args=[fachkraft.pk]), daten)
    assert "war nur bis zum 30.06.2026 dabei" in antwort.content.decode()
    assert {z.fachkraft_id for z in zeilen(Zustaendigkeit, fachkraft.traeger)} == {fachkraft.pk}


@pytest.mark.parametrize("anzahl", [1, 3])
def test_uebergeben_kostet_gleich_viele_abfragen(fachkraft, django_assert_num_queries, anzahl):
    from traeger.personal.vorgaenge.uebergabe import alles_uebergeben
    from traeger.zugang import handeln

    an = FachkraftFactory(traeger=fachkraft.traeger)
    for _ in range(anzahl):
        fall = FallFactory(traeger=fachkraft.traeger)
        with im_namen_von(fachkraft.traeger_id):
            Zustaendigkeit.objects.create(traeger=fachkraft.traeger, fall=fall, fachkraft=fachkraft, von=fall.begonnen_am)
    with handeln(fachkraft.zugang), django_assert_num_queries(5):
        assert alles_uebergeben(fachkraft=fachkraft, an=an, ab=date(2026, 12, 1), durch=fachkraft.zugang) == anzahl
