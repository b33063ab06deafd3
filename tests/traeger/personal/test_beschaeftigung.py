"""Wer an dem Tag da war: Abwesenheit, Vertretung und Fälle liegen in der Beschäftigung; ein Ende fragt, was daran hängt."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from beratung.models import Zustaendigkeit
from tests.factories import BesetzungFactory, FachkraftFactory, FallFactory, KontaktFactory, MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import AbwesenheitFactory, StellenanteilFactory, VertretungFactory
from tests.lesen import text
from traeger.begriffe import Rolle
from traeger.models import Abwesenheit, Besetzung, Fachkraft, Vertretung
from traeger.personal.vorgaenge.abwesenheit import abwesenheit_anlegen, vertretung_einrichten
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.usefixtures("kontext")

HEUTE = date(2026, 11, 22)
JUNI = date(2026, 6, 30)
MAERZ = {"art": "urlaub", "von": "1.3.2026", "bis": "10.3.2026"}


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def leitung(db):
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG)


@pytest.fixture
def client(leitung):
    client = Client()
    client.force_login(leitung.benutzer)
    return client


@pytest.fixture
def kraft(leitung):
    return FachkraftFactory(traeger=leitung.traeger, nachname="Brenner", beschaeftigt_von=date(2020, 1, 1))


def ziel(name, *args):
    return reverse(f"traeger:{name}", args=[getattr(a, "pk", a) for a in args])


def sende(client, name, *args, **daten):
    return client.post(ziel(name, *args), {"absendung": str(uuid.uuid4()), "version": "1"} | daten, follow=True)


def alle(modell, traeger):
    with im_namen_von(traeger.pk):
        return list(modell.objects.filter(traeger=traeger).order_by("pk"))


def frisch(kraft):
    with im_namen_von(kraft.traeger_id):
        return Fachkraft.objects.get(pk=kraft.pk)


def mit_konto(leitung, **mehr):
    konto = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["IM"]).benutzer
    return FachkraftFactory(traeger=leitung.traeger, benutzer=konto, **mehr)


# --- Vertretung ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def abwesend(leitung):
    konto = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["MBE"]).benutzer
    weg = FachkraftFactory(traeger=leitung.traeger, benutzer=konto)
    return AbwesenheitFactory(traeger=leitung.traeger, fachkraft=weg, von=HEUTE, bis=date(2026, 12, 4))


VERTRETUNG = {"arbeitsfelder": ["MBE"], "von": "22.11.2026", "bis": "4.12.2026"}


@pytest.mark.parametrize(
    ("von", "bis", "geht"),
    [
        (date(2020, 1, 1), JUNI, False),
        (date(2020, 1, 1), date(2026, 12, 3), False),
        (date(2026, 11, 23), None, False),
        (date(2026, 11, 22), date(2026, 12, 4), True),
    ],
)
def test_wer_nicht_an_allen_tagen_beschaeftigt_ist_vertritt_niemanden(client, leitung, abwesend, von, bis, geht):
    """Ein Konto allein reicht nicht: nicht in der Auswahl, nicht im Formular, nicht im Vorgang, nicht in der Datenbank."""
    kraft = mit_konto(leitung, beschaeftigt_von=von, beschaeftigt_bis=bis)
    seite = client.get(ziel("vertretung-neu", abwesend))
    assert (f'<option value="{kraft.pk}"' in seite.content.decode()) is geht
    antwort = sende(client, "vertretung-neu", abwesend, fachkraft=kraft.pk, **VERTRETUNG)
    assert len(alle(Vertretung, leitung.traeger)) == geht
    if not geht:
        assert re.search(r"(war nur bis zum|ist erst seit dem) [\d.]+ dabei", text(antwort))
        zeile = Vertretung(
            abwesenheit=abwesend, vertreten=abwesend.fachkraft, fachkraft=kraft, arbeitsfelder=["MBE"],
            von=abwesend.von, bis=abwesend.bis,
        )  # fmt: skip
        with handeln(zugang_von(leitung)) as durch, pytest.raises(ValidationError, match="dabei"):
            vertretung_einrichten(vertretung=zeile, durch=durch)
        with pytest.raises(IntegrityError, match="bei ihr: Vertretung"):
            VertretungFactory(
                traeger=leitung.traeger, abwesenheit=abwesend, fachkraft=kraft, von=abwesend.von, bis=abwesend.bis
            )


def test_mit_der_beschaeftigung_endet_was_eine_vertretung_oeffnet(leitung, abwesend):
    kraft = mit_konto(leitung, beschaeftigt_bis=date(2026, 12, 1))
    zeile = VertretungFactory(
        traeger=leitung.traeger,
        abwesenheit=abwesend,
        fachkraft=kraft,
        von=HEUTE,
        bis=date(2026, 12, 1),
        arbeitsfelder=["MBE"],
    )

    def offen(tag):
        with handeln(zugang_von(leitung)), connection.cursor() as cursor:
            cursor.execute("select vertretung_felder(%s, %s)", [zeile.pk, tag])
            return cursor.fetchone()[0]

    assert offen(date(2026, 12, 1)) == ["MBE"]
    assert not offen(date(2026, 12, 2))


# --- Abwesenheit --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("von", "bis", "tage", "geht"),
    [
        (date(2020, 1, 1), JUNI, MAERZ, True),  # nachgetragen
        (date(2027, 3, 1), None, MAERZ, False),
        (date(2026, 3, 5), None, MAERZ, False),
        (date(2020, 1, 1), date(2026, 3, 9), MAERZ, False),
        (date(2020, 1, 1), date(2026, 12, 31), MAERZ | {"von": "1.3.2027", "bis": "10.3.2027"}, False),
    ],
)
def test_abwesend_ist_nur_wer_an_diesen_tagen_da_ist(client, leitung, von, bis, tage, geht):
    kraft = FachkraftFactory(traeger=leitung.traeger, beschaeftigt_von=von, beschaeftigt_bis=bis)
    nachgeladen = client.post(ziel("abwesenheit-neu"), tage | {"nur_auswahl": "1"}).content.decode()
    assert (f'<option value="{kraft.pk}"' in nachgeladen) is geht
    antwort = sende(client, "abwesenheit-neu", fachkraft=kraft.pk, **tage)
    assert len(alle(Abwesenheit, leitung.traeger)) == geht
    if not geht:
        assert re.search(r"(war nur bis zum|ist erst seit dem) [\d.]+ dabei", text(antwort))
        zeile = Abwesenheit(fachkraft=kraft, **{n: date(*map(int, tage[n].split(".")[::-1])) for n in ("von", "bis")})
        with handeln(zugang_von(leitung)) as durch, pytest.raises(ValidationError, match="dabei"):
            abwesenheit_anlegen(abwesenheit=zeile, durch=durch)


def test_auch_geaendert_bleibt_eine_abwesenheit_in_der_beschaeftigung(client, leitung, kraft):
    zeile = AbwesenheitFactory(traeger=leitung.traeger, fachkraft=kraft, von=date(2026, 12, 1), bis=date(2026, 12, 4))
    antwort = sende(client, "abwesenheit-bearbeiten", zeile, art="urlaub", von="1.12.2019", bis="4.12.2026")
    assert "ist erst seit dem 01.01.2020 dabei" in text(antwort)


# --- Ende und Berichtigung ------------------------------------------------------------------------------------------------


def test_zwischen_den_angaben_steht_kein_zeitraum(client, kraft):
    """Am Zeitraum hängen Fälle: Ihn ändert nur, wer danach gefragt wird."""
    daten = {"vorname": "Kim", "nachname": "Brenner", "qualifikation": "hochschule"}
    assert "beschaeftigt" not in client.get(ziel("fachkraft-bearbeiten", kraft)).content.decode()
    sende(client, "fachkraft-bearbeiten", kraft, **daten, beschaeftigt_von="1.1.2021", beschaeftigt_bis="30.6.2026")
    assert (frisch(kraft).vorname, frisch(kraft).dabei) == ("Kim", kraft.dabei)


@pytest.fixture
def zustaendig(leitung, kraft):
    fall = FallFactory(traeger=leitung.traeger, begonnen_am=date(2026, 1, 1))
    with im_namen_von(leitung.traeger.pk):
        return Zustaendigkeit.objects.create(traeger=leitung.traeger, fall=fall, fachkraft=kraft, von=date(2026, 1, 1))


WEGE = pytest.mark.parametrize(
    ("name", "feld", "mehr"),
    [
        ("fachkraft-beenden", "letzter_tag", {}),
        ("fachkraft-berichtigen", "bis", {"von": "1.1.2020", "begruendung": "laut Vertrag"}),
    ],
)


@WEGE
def test_wer_frueher_geht_hinterlaesst_keinen_fall(client, leitung, kraft, zustaendig, name, feld, mehr):
    nachfolge = FachkraftFactory(traeger=leitung.traeger)
    antwort = sende(client, name, kraft, **mehr | {feld: "30.6.2026"})
    assert "Nach dem 30.06.2026 laufen bei Alex Brenner noch: 1 MBE-Fall." in text(antwort)
    assert "Bitte wählen Sie, wer diese Fälle übernimmt." in text(antwort)
    assert frisch(kraft).beschaeftigt_bis is None
    antwort = sende(client, name, kraft, **mehr | {feld: "30.6.2026", "nachfolge": nachfolge.pk})
    assert "Übergeben: 1 Fall." in text(antwort)
    assert [(z.fachkraft_id, z.bis) for z in alle(Zustaendigkeit, leitung.traeger)] == [
        (kraft.pk, JUNI),
        (nachfolge.pk, None),
    ]


@WEGE
def test_wer_frueher_geht_fehlt_und_besetzt_danach_nicht_mehr(client, leitung, kraft, name, feld, mehr):
    stelle = StellenanteilFactory(traeger=leitung.traeger, von=date(2020, 1, 1))
    BesetzungFactory(traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, von=date(2026, 1, 1))
    for von, bis in ((date(2026, 6, 22), date(2026, 7, 3)), (date(2026, 12, 1), date(2026, 12, 4))):
        AbwesenheitFactory(traeger=leitung.traeger, fachkraft=kraft, von=von, bis=bis)
    sende(client, name, kraft, **mehr | {feld: "30.6.2026"})
    assert frisch(kraft).beschaeftigt_bis == JUNI
    assert [z.bis for modell in (Besetzung, Abwesenheit) for z in alle(modell, leitung.traeger)] == [JUNI, JUNI]


def test_eine_schon_gefuehrte_vertretung_haelt_ein_rueckwirkendes_ende_auf(client, leitung, kraft):
    fehlt = AbwesenheitFactory(traeger=leitung.traeger, fachkraft=kraft, von=date(2026, 8, 3), bis=date(2026, 8, 7))
    VertretungFactory(traeger=leitung.traeger, abwesenheit=fehlt, von=fehlt.von, bis=fehlt.bis)
    antwort = sende(client, "fachkraft-beenden", kraft, letzter_tag="30.6.2026")
    assert "galt vom 03.08.2026 bis 07.08.2026 eine Vertretung" in text(antwort)
    assert frisch(kraft).beschaeftigt_bis is None


@pytest.mark.parametrize(
    ("von", "bis", "satz"),
    [
        ("1.9.2026", "", "ab 01.09.2026 ohne Ende beschäftigt; am 02.03.2026 steht aber bei ihr: Kontakt."),
        ("1.1.2020", "1.3.2026", "bis 01.03.2026 beschäftigt; am 02.03.2026 steht aber bei ihr: Kontakt."),
        ("1.1.2020", "", "Es ist nichts anders als bisher."),
        ("1.1.2027", "1.12.2026", "Die Beschäftigung endet vor ihrem Beginn."),
    ],
)
def test_eine_falsche_berichtigung_nennt_was_dagegen_spricht(client, leitung, kraft, von, bis, satz):
    KontaktFactory(traeger=leitung.traeger, fachkraft=kraft, am=date(2026, 3, 2))
    assert satz in text(sende(client, "fachkraft-berichtigen", kraft, von=von, bis=bis, begruendung="laut Vertrag"))
    assert frisch(kraft).dabei == kraft.dabei


def test_verlaengern_fragt_nach_nichts_und_beenden_verlaengert_nie(client, leitung, kraft, zustaendig):
    with im_namen_von(leitung.traeger.pk):
        Fachkraft.objects.filter(pk=kraft.pk).update(beschaeftigt_bis=date(2026, 12, 31))  # befristet, mit laufendem Fall
    assert "Nach dem 31.12.2026 laufen noch: 1 MBE-Fall." in text(client.get(ziel("fachkraft-detail", kraft)))
    assert "endet schon am 31.12.2026" in text(
        sende(
            client,
            "fachkraft-beenden",
            kraft,
            letzter_tag="31.1.2027",
            nachfolge=FachkraftFactory(traeger=leitung.traeger).pk,
        )
    )
    daten = {"von": "1.1.2020", "bis": "31.12.2027"}
    assert "Begründung" in text(sende(client, "fachkraft-berichtigen", kraft, **daten))
    antwort = sende(client, "fachkraft-berichtigen", kraft, **daten, begruendung="Vertrag um ein Jahr verlängert")
    assert "Die Beschäftigung ist berichtigt." in text(antwort)
    assert (
        "Beschäftigung 01.01.2020 bis 31.12.2026 → 01.01.2020 bis 31.12.2027. Begründung: Vertrag um ein Jahr verlängert"
        in text(antwort)
    )
    assert [z.bis for z in alle(Zustaendigkeit, leitung.traeger)] == [None]


def test_was_nach_dem_ende_noch_laeuft_uebergibt_man_auf_derselben_seite(client, leitung, kraft, zustaendig, uhr):
    with im_namen_von(leitung.traeger.pk):
        Fachkraft.objects.filter(pk=kraft.pk).update(beschaeftigt_bis=date(2026, 12, 31))
    uhr(date(2027, 2, 1))
    client.force_login(leitung.benutzer)  # die alte Sitzung ist abgelaufen
    nachfolge = FachkraftFactory(traeger=leitung.traeger)
    assert 'value="31.12.2026"' in client.get(ziel("fachkraft-beenden", kraft)).content.decode()
    sende(client, "fachkraft-beenden", kraft, letzter_tag="31.12.2026", nachfolge=nachfolge.pk)
    assert [(z.fachkraft_id, z.bis) for z in alle(Zustaendigkeit, leitung.traeger)] == [
        (kraft.pk, date(2026, 12, 31)), (nachfolge.pk, None),
    ]  # fmt: skip


def test_wer_gegangen_ist_und_noch_hineinkommt_faellt_auf(client, leitung):
    client.force_login(leitung.benutzer)
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger)
    kraft = FachkraftFactory(traeger=leitung.traeger, benutzer=mitglied.benutzer, beschaeftigt_bis=HEUTE)
    seite = reverse("traeger:fachkraft-detail", args=[kraft.pk])
    assert "hat noch Zugang" not in text(client.get(seite)), "heute ist sie noch da"
    with im_namen_von(leitung.traeger_id):
        Fachkraft.objects.filter(pk=kraft.pk).update(beschaeftigt_bis=HEUTE - timedelta(1))
    assert f"{kraft} hat noch Zugang als Fachkraft" in text(client.get(seite))
    assert f"/traeger/mitglieder/{mitglied.pk}/beenden/" in client.get(seite).content.decode()
    client.post(f"/traeger/mitglieder/{mitglied.pk}/beenden/", {"wann": "sofort"})
    assert "hat noch Zugang" not in text(client.get(seite))
