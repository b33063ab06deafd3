"""Besetzungshistorie einlesen: ein Satz je Fehler, alles oder nichts, genau einmal (Fachmodell 6)."""

import io
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook

from arge.seite.einlesen import FORMEL
from arge.zahlen.zeitraum import Zeitraum
from tests.factories import (
    BesetzungFactory,
    FachkraftFactory,
    MitgliedschaftFactory,
    StandortFactory,
    StellenanteilFactory,
    TraegerFactory,
)
from tests.factories.basis import im_namen_von
from tests.haus.mappenpruefung import gelesen, pruefe
from tests.traeger.personal.mappe import KOPF, mappe, zeile
from tests.zufall import beispiele
from traeger.begriffe import ImportStand, Rolle
from traeger.models import Besetzung, Fachkraft, Importlauf
from traeger.personal.regeln import Belegung, Rahmen, pruefe_besetzung
from traeger.personal.vorgaenge import einlesen
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.usefixtures("mappe_hier")

LISTE = "/traeger/fachkraefte/einlesen/"


@pytest.fixture
def leitung(db, settings, tmp_path, client):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    mitgliedschaft = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    client.force_login(mitgliedschaft.benutzer)
    return mitgliedschaft


@pytest.fixture
def stelle(leitung):
    return StellenanteilFactory(traeger=leitung.traeger, kuerzel="eigen-im", vzae=Decimal("1.00"), von=date(2026, 1, 1))


def pruefen(leitung, zeilen, kopf=KOPF):
    with handeln(zugang_von(leitung)) as zugang:
        return einlesen.pruefen(einlesen.lesen(mappe(zeilen, kopf)), durch=zugang)


def hochladen(client, inhalt, absendung=None, name="historie.xlsx"):
    daten = {"datei": SimpleUploadedFile(name, inhalt), "absendung": str(absendung or uuid.uuid4())}
    return client.post(LISTE, daten, follow=True)


def tun(client, was, lauf):
    return client.post(reverse(f"traeger:import-{was}", args=[lauf.pk]), follow=True).content.decode()


def alle(modell, traeger):
    with im_namen_von(traeger.pk):
        return list(modell.objects.filter(traeger=traeger).order_by("pk"))


# --- Eine Zeile für sich ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("falsch", "spalte", "satz"),
    [
        ({"VZÄ": 0}, "VZÄ", "größer als 0, höchstens 1,0"),
        ({"VZÄ": 1.2}, "VZÄ", "größer als 0, höchstens 1,0"),
        ({"VZÄ": -0.5}, "VZÄ", "größer als 0"),
        ({"VZÄ": 0.33}, "VZÄ", "in Schritten von 0,05"),
        ({"VZÄ": "halb"}, "VZÄ", "keine Zahl"),
        ({"VZÄ": float("inf")}, "VZÄ", ""),
        ({"VZÄ": True}, "VZÄ", "keine Zahl"),
        ({"VZÄ": "=1/2"}, "VZÄ", "Formel"),
        ({"VZÄ": None}, "VZÄ", "fehlt"),
        ({"ab": "31.2.2026"}, "ab", "Den 31.2.2026 gibt es nicht"),
        ({"ab": 46023}, "ab", "kein Datum"),
        ({"ab": date(1026, 1, 1)}, "ab", ""),
        ({"bis": date(2025, 12, 31)}, "bis", "vor dem Beginn"),
        ({"beschäftigt_bis": date(2019, 2, 28)}, "beschäftigt bis", "vor dem Beginn"),
        ({"ab": date(2025, 12, 31)}, "ab", "gilt ab 01.01.2026; die Besetzung ab 31.12.2025 reicht darüber hinaus"),
        ({"beschäftigt_ab": date(2026, 2, 1)}, "ab", "Jana Lindqvist ist ab 01.02.2026 beschäftigt"),
        ({"Stellenanteil": "fremd-im"}, "Stellenanteil", "gibt es bei Ihrem Träger nicht"),
        ({"Abschluss": "Abitur"}, "Abschluss", "„Hochschulabschluss“ oder „mittlerer Abschluss“"),
        ({"Nachname": None, "Vorname": None}, "Nachname", "fehlt"),
        ({"Nachname": "123"}, "Nachname", "kein Name"),
        ({"Vorname": "@SUM(A1)"}, "Vorname", "beginnt nicht mit „@“"),
        ({"Nachname": "x" * 81}, "Nachname", "länger als 80"),
    ],
)
def test_falsche_zelle_nennt_zeile_spalte_und_grund(leitung, stelle, falsch, spalte, satz):
    StellenanteilFactory(kuerzel="fremd-im")
    if falsch.get("VZÄ") == float("inf"):
        falsch = {"VZÄ": 10.0**300}
    if falsch.get("ab") == date(1026, 1, 1):
        falsch = {"ab": "1.1.1026"}
    pruefung = pruefen(leitung, [zeile("eigen-im", Nachname="Brenner", VZÄ=0.25), zeile("eigen-im", **falsch)])
    assert {(fund.zeile, fund.spalte) for fund in pruefung.funde} == {(3, spalte)}
    assert any(satz in fund.satz for fund in pruefung.funde), pruefung.funde
    assert len(pruefung.neu) == (1 if "ab" not in falsch and "beschäftigt_ab" not in falsch else len(pruefung.neu))


def test_schreibweisen_die_gelten(leitung, stelle):
    zeilen = [
        zeile("EIGEN-IM", VZÄ=0.1 + 0.2, Abschluss="mittlerer abschluss", beschäftigt_ab="1.3.19", bis="30.06.2026"),
        zeile(" eigen-im ", VZÄ="0,30", Abschluss="mittlerer Abschluss", ab="2026-07-01", Nachname="LINDQVIST"),
        [None] * 9,
    ]
    pruefung = pruefen(leitung, zeilen)
    assert pruefung.funde == []
    assert [(z.vzae, z.von) for z, _ in pruefung.neu] == [
        (Decimal("0.30"), date(2026, 1, 1)),
        (Decimal("0.30"), date(2026, 7, 1)),
    ]
    assert (pruefung.anzahl, pruefung.neue_kraefte) == (2, 1)


def test_widerspruch_zur_selben_person(leitung, stelle):
    FachkraftFactory(traeger=leitung.traeger, nachname="Aksoy", vorname="Deniz", beschaeftigt_von=date(2020, 1, 1))
    pruefung = pruefen(leitung, [
        zeile("eigen-im", VZÄ=0.2, bis=date(2026, 1, 31)),
        zeile("eigen-im", VZÄ=0.2, ab=date(2026, 2, 1), beschäftigt_ab=date(2019, 4, 1)),
        zeile("eigen-im", VZÄ=0.2, Nachname="Aksoy", Vorname="Deniz", beschäftigt_ab=date(2020, 2, 1)),
    ])  # fmt: skip
    assert [(f.zeile, f.spalte) for f in pruefung.funde] == [(3, "beschäftigt ab"), (4, "beschäftigt ab")]
    assert "01.03.2019 (Zeile 2), hier 01.04.2019" in pruefung.funde[0].satz
    assert "01.01.2020 (eingetragen), hier 01.02.2020" in pruefung.funde[1].satz


@pytest.mark.parametrize(
    ("eingetragen", "datei", "satz"),
    [
        (date(2026, 6, 30), date(2026, 6, 29), "30.06.2026 (eingetragen), hier 29.06.2026"),
        (date(2026, 6, 30), date(2026, 6, 30), None),
        (date(2026, 6, 30), date(2026, 7, 1), "30.06.2026 (eingetragen), hier 01.07.2026"),
        (date(2026, 6, 30), None, "30.06.2026 (eingetragen), hier offen"),
        (None, date(2026, 6, 30), "offen (eingetragen), hier 30.06.2026"),
        (None, None, None),
    ],
)
def test_widerspruch_beim_ende_der_beschaeftigung(leitung, stelle, eingetragen, datei, satz):
    FachkraftFactory(
        traeger=leitung.traeger, nachname="Lindqvist", vorname="Jana", beschaeftigt_von=date(2019, 3, 1),
        beschaeftigt_bis=eingetragen, qualifikation="hochschule",
    )  # fmt: skip
    funde = pruefen(leitung, [zeile("eigen-im", VZÄ=0.2, beschäftigt_bis=datei, bis=date(2026, 3, 31))]).funde
    assert [(f.zeile, f.spalte) for f in funde] == ([(2, "beschäftigt bis")] if satz else [])
    assert all(satz in f.satz for f in funde)


def test_widerspruch_zweier_zeilen_beim_ende_und_beim_abschluss(leitung, stelle):
    person = {"VZÄ": 0.2, "beschäftigt_bis": date(2026, 6, 30)}
    eins = zeile("eigen-im", **person, bis=date(2026, 1, 31))
    for anders, spalte in (
        ({"beschäftigt_bis": None}, "beschäftigt bis"),
        ({"Abschluss": "mittlerer Abschluss"}, "Abschluss"),
    ):
        zwei = zeile("eigen-im", **person | anders, ab=date(2026, 2, 1), bis=date(2026, 3, 31))
        assert [(f.zeile, f.spalte) for f in pruefen(leitung, [eins, zwei]).funde] == [(3, spalte)]


# --- Mehrere Zeilen -----------------------------------------------------------------------------------------------------


def test_zu_viel_in_der_datei_nennt_alle_beteiligten(leitung, stelle):
    BesetzungFactory(traeger=leitung.traeger, stellenanteil=stelle, vzae=Decimal("0.40"))
    pruefung = pruefen(leitung, [
        zeile("eigen-im", VZÄ=0.4), zeile("eigen-im", VZÄ=0.4, Nachname="Brenner", ab=date(2026, 3, 1)),
    ])  # fmt: skip
    (fund,) = pruefung.funde
    assert (fund.zeile, fund.spalte) == (3, "VZÄ")
    assert "Am 01.03.2026 wären im Stellenanteil „eigen-im“ 1,2 VZÄ besetzt, vereinbart sind 1,0." in fund.satz
    assert "schon eingetragen (0,4" in fund.satz
    assert "Zeile 2 (0,4" in fund.satz


def test_mehr_als_eins_je_person_und_doppelte_zeile(leitung, stelle):
    StellenanteilFactory(traeger=leitung.traeger, kuerzel="eigen-ea", aufgabe="EA", vzae=Decimal("1.00"))
    pruefung = pruefen(leitung, [zeile("eigen-im", VZÄ=0.6), zeile("eigen-ea", VZÄ=0.5), zeile("eigen-ea", VZÄ=0.1)])
    saetze = {fund.zeile: fund.satz for fund in pruefung.funde}
    assert set(saetze) == {4}  # alle drei beginnen am selben Tag: gemeldet wird die letzte, genannt werden alle
    assert any("hätte Jana Lindqvist 1,2 VZÄ" in fund.satz and "Zeile 2 (0,6" in fund.satz for fund in pruefung.funde)
    assert any("besetzt diesen Stellenanteil in dieser Zeit schon: Zeile 3" in fund.satz for fund in pruefung.funde)


TAGE = st.integers(0, 40).map(lambda n: date.fromordinal(date(2026, 1, 1).toordinal() + n))
BELEGUNG = st.tuples(
    st.integers(0, 1), st.integers(0, 2), st.integers(1, 20).map(lambda n: n * Decimal("0.05")), TAGE, st.none() | TAGE
).filter(lambda b: b[4] is None or b[4] >= b[3])


class DateiUndDatenbank(TestCase):
    """Die Prüfung der Datei sagt genau dann „gut“, wenn die Datenbank dieselben Zeilen annimmt."""

    @beispiele(60)
    @given(schon=st.lists(BELEGUNG, max_size=3), neu=st.lists(BELEGUNG, min_size=1, max_size=5))
    def test_beide_urteilen_gleich(self, schon, neu):
        traeger = TraegerFactory()
        stellen = [
            StellenanteilFactory(
                traeger=traeger, aufgabe="IM", vzae=Decimal("1.00"), von=date(2026, 1, 5), bis=date(2026, 2, 5)
            ),
            StellenanteilFactory(traeger=traeger, aufgabe="EA", vzae=Decimal("0.70"), von=date(2026, 1, 1)),
        ]
        kraefte = [
            FachkraftFactory(traeger=traeger, beschaeftigt_von=date(2026, 1, 3), beschaeftigt_bis=date(2026, 2, 8)),
            FachkraftFactory(traeger=traeger), FachkraftFactory(traeger=traeger),
        ]  # fmt: skip

        def anlegen(zeilen):
            with im_namen_von(traeger.pk), transaction.atomic():
                Besetzung.objects.bulk_create(
                    Besetzung(traeger=traeger, stellenanteil=stellen[s], fachkraft=kraefte[k], vzae=v, von=von, bis=bis)
                    for s, k, v, von, bis in zeilen
                )

        da = []
        for belegung in schon:
            try:
                anlegen([belegung])
                da.append(belegung)
            except IntegrityError:
                pass
        belegungen = [Belegung(nr, s, k, v, Zeitraum(von, bis)) for nr, (s, k, v, von, bis) in enumerate(neu, 2)]
        belegungen += [Belegung(None, s, k, v, Zeitraum(von, bis)) for s, k, v, von, bis in da]
        funde = pruefe_besetzung(
            belegungen,
            {n: Rahmen(s.kuerzel, Zeitraum(s.von, s.bis), s.vzae) for n, s in enumerate(stellen)},
            {n: Rahmen(str(k), Zeitraum(k.beschaeftigt_von, k.beschaeftigt_bis)) for n, k in enumerate(kraefte)},
        )
        try:
            anlegen(neu)
            angenommen = True
        except IntegrityError:
            angenommen = False
        assert angenommen == (funde == []), funde
        assert {fund.zeile for fund in funde} <= set(range(2, len(neu) + 2))


# --- Seiten -------------------------------------------------------------------------------------------------------------


def test_hochladen_vorschau_uebernehmen_einmal(client, leitung, stelle, django_capture_on_commit_callbacks):
    BesetzungFactory(
        traeger=leitung.traeger, stellenanteil=stelle, vzae=Decimal("0.20"), bis=date(2026, 3, 31),
        fachkraft__nachname="Aksoy", fachkraft__vorname="Deniz",
    )  # fmt: skip
    inhalt = mappe([
        zeile("eigen-im", VZÄ=0.2, Nachname="Aksoy", Vorname="Deniz", beschäftigt_ab=date(2020, 1, 1), bis=date(2026, 3, 31)),
        zeile("eigen-im", VZÄ=0.3, Nachname="Aksoy", Vorname="Deniz", beschäftigt_ab=date(2020, 1, 1), ab=date(2026, 4, 1)),
        zeile("eigen-im", VZÄ=0.5),
    ])  # fmt: skip
    antwort = hochladen(client, inhalt, absendung := uuid.uuid4())
    hochladen(client, inhalt, absendung)
    text = antwort.content.decode()
    for wort in ("Die Datei ist in Ordnung", "wird angelegt", "ist schon da", "Alles übernehmen"):
        assert wort in text, wort
    (lauf,) = alle(Importlauf, leitung.traeger)
    assert (lauf.zeilen, lauf.zeilen_falsch, lauf.stand) == (3, 0, ImportStand.GEPRUEFT)
    assert len(alle(Besetzung, leitung.traeger)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert "2 Besetzungen sind übernommen." in tun(client, "uebernehmen", lauf)
    assert "Die Datei ist übernommen." in tun(client, "uebernehmen", lauf)  # keine Meldung über die gelöschte Datei
    assert "schon übernommen" in tun(client, "verwerfen", lauf)
    assert [b.vzae for b in alle(Besetzung, leitung.traeger)] == [Decimal("0.20"), Decimal("0.30"), Decimal("0.50")]
    assert [k.nachname for k in alle(Fachkraft, leitung.traeger)] == ["Aksoy", "Lindqvist"]
    assert not default_storage.exists(lauf.datei.name)  # Namen bleiben nicht liegen
    noch_einmal = hochladen(client, inhalt).content.decode()
    assert "Alles aus dieser Datei ist schon eingetragen" in noch_einmal
    assert "Alles übernehmen" not in noch_einmal


def test_mit_fehlern_gibt_es_nur_die_liste(client, leitung, stelle):
    inhalt = mappe([zeile("eigen-im"), zeile("eigen-im", Nachname="=cmd()", VZÄ=0.7)])
    antwort = hochladen(client, inhalt).content.decode()
    assert "In 1 von 2 Zeilen stimmt etwas nicht" in antwort
    assert "Alles übernehmen" not in antwort
    (lauf,) = alle(Importlauf, leitung.traeger)
    assert "Übernommen wird nur eine Datei ohne Fehler" in tun(client, "uebernehmen", lauf)
    assert alle(Fachkraft, leitung.traeger) == []
    liste = client.get(reverse("traeger:import-fehler", args=[lauf.pk]))
    fehler = gelesen(liste)
    assert pruefe(fehler)["Eingelesene Datei"] == lauf.dateiname
    blatt = fehler.active
    assert [zelle.value for zelle in blatt[1]] == ["Zeile", "Spalte", "Was nicht stimmt"]
    assert (blatt["A2"].value, blatt["B2"].value) == (3, "Nachname")
    assert all(zelle.data_type != "f" for reihe in blatt.iter_rows() for zelle in reihe)


def test_beim_uebernehmen_wird_neu_geprueft(client, leitung, stelle):
    hochladen(client, mappe([zeile("eigen-im", VZÄ=0.6)]))
    (lauf,) = alle(Importlauf, leitung.traeger)
    BesetzungFactory(traeger=leitung.traeger, stellenanteil=stelle, vzae=Decimal("0.60"))  # kam dazwischen
    assert "1 Zeilen sind falsch" in tun(client, "uebernehmen", lauf)
    assert len(alle(Besetzung, leitung.traeger)) == 1
    with open(default_storage.path(lauf.datei.name), "ab") as datei:
        datei.write(b"x")
    assert "nicht mehr dieselbe" in tun(client, "uebernehmen", lauf)


def test_verwerfen_loescht_die_datei(client, leitung, stelle, django_capture_on_commit_callbacks):
    hochladen(client, mappe([zeile("eigen-im")]))
    (lauf,) = alle(Importlauf, leitung.traeger)
    with django_capture_on_commit_callbacks(execute=True):
        assert "verworfen und gelöscht" in tun(client, "verwerfen", lauf)
    assert not default_storage.exists(lauf.datei.name)
    assert "ist verworfen" in tun(client, "uebernehmen", lauf)
    assert alle(Besetzung, leitung.traeger) == []


@pytest.mark.parametrize(
    ("inhalt", "satz"),
    [
        (mappe([[1]], ["Nachname"]), "fehlen die Spalten „Vorname“, „Abschluss“"),
        (mappe([zeile("x")[:-3] + zeile("x")[-2:]], [s for s in KOPF if s != "VZÄ"]), "fehlt die Spalte „VZÄ“"),
        (mappe([[*zeile("x"), "1"]], [*KOPF, "vzä"]), "„VZÄ“ kommt mehr als einmal vor"),
        (mappe([]), "Unter der Überschrift steht keine Zeile"),
        (b"Nachname;Vorname\nA;B\n", "keine Excel-Datei im Format XLSX"),
        (b"", "Die Datei ist leer"),
    ],
)
def test_unbrauchbare_datei_ist_ein_satz_und_kein_lauf(client, leitung, stelle, inhalt, satz):
    assert satz in hochladen(client, inhalt).content.decode()
    assert alle(Importlauf, leitung.traeger) == []


def test_vorlage_nennt_die_eigenen_stellenanteile_und_laesst_sich_einlesen(client, leitung, stelle):
    StellenanteilFactory(kuerzel="fremd-im")
    antwort = client.get(reverse("traeger:import-vorlage"))
    buch = load_workbook(io.BytesIO(b"".join(antwort.streaming_content)))
    assert [zelle.value for zelle in buch.worksheets[0][1]] == KOPF
    assert [reihe[0] for reihe in buch["Stellenanteile"].iter_rows(min_row=2, values_only=True)] == ["eigen-im"]
    buch.worksheets[0].append(zeile("eigen-im"))
    datei = io.BytesIO()
    buch.save(datei)
    assert "Die Datei ist in Ordnung" in hochladen(client, datei.getvalue()).content.decode()


def _stelle(leitung, nummer):
    return StellenanteilFactory(
        traeger=leitung.traeger, kuerzel=f"s-{nummer}", von=date(2000, 1, 1), standort=StandortFactory()
    )


def test_mehr_als_fuenfzig_beschaeftigungen_eines_namens_sind_ein_fehler(leitung):
    """Jede mit jeder zu vergleichen kostete bei 10.000 Zeilen Minuten; verglichen wird mit höchstens fünfzig."""
    tage = [date(1950, 1, 1) + timedelta(n) for n in range(60)]
    kuerzel = _stelle(leitung, 1).kuerzel
    zeilen = [zeile(kuerzel, VZÄ=0.05, beschäftigt_ab=t, beschäftigt_bis=t, ab=t, bis=t) for t in tage]
    pruefung = pruefen(leitung, zeilen)
    zu_viele = [fund for fund in pruefung.funde if "stehen schon 50 Beschäftigungen da" in fund.satz]
    assert [fund.zeile for fund in zu_viele] == list(range(52, 62))


def test_fuenftausend_zeilen_mit_drei_falschen(leitung):
    """Schnell genug für eine Anfrage; gemessen wird nur als grobe Grenze, die Maschine ist geteilt."""
    stellen = [_stelle(leitung, n) for n in range(50)]
    zeilen = [
        zeile(stellen[n % 50].kuerzel, Nachname=f"Kraft {n % 50}", VZÄ=1.0, beschäftigt_ab=date(2000, 1, 1),
              ab=date(2000 + (n // 50) // 4, (n // 50) % 4 * 3 + 1, 1), bis=date(2000 + (n // 50) // 4, (n // 50) % 4 * 3 + 3, 28))
        for n in range(5000)
    ]  # fmt: skip
    zeilen[10][KOPF.index("VZÄ")] = 1.2
    zeilen[2500][KOPF.index("ab")] = "irgendwann"
    zeilen[4999][KOPF.index("Stellenanteil")] = "gibt-es-nicht"
    pruefung = pruefen(leitung, zeilen)
    assert [fund.zeile for fund in pruefung.funde] == [12, 2502, 5001]
    assert (pruefung.anzahl, pruefung.zeilen_falsch, len(pruefung.neu)) == (5000, 3, 4997)
    assert str(FORMEL) == "(Formel)"
