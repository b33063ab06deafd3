"""Vertretung durch die ganze Kette: befristet, protokolliert, endet von selbst, nie zu einem anderen Träger (Fachmodell 0)."""

import re
import uuid
from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from beratung.models import Zustaendigkeit
from integrationsmanagement.models import IMZustaendigkeit
from tests.factories import BesetzungFactory, FachkraftFactory, FallFactory, IMFallFactory, MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import AbwesenheitFactory, VertretungFactory
from tests.lesen import text
from traeger.auftrag.vorgaenge.auftragslauf import auftrag_ausfuehren
from traeger.begriffe import AuftragStatus, Bereich, Rolle
from traeger.models import Abwesenheit, Auftrag, Einsicht, Mitgliedschaft, Vertretung
from traeger.personal.vorgaenge.besetzung import beschaeftigung_beenden
from traeger.zugang import handeln, mitgliedschaften, technisch, zugang_von

pytestmark = pytest.mark.usefixtures("kontext")

TAG = timedelta(days=1)
VON, BIS = date(2026, 7, 6), date(2026, 7, 24)


class Haus:
    """Ein Träger und der Tag, den er gerade hat; eine Sitzung überlebt keinen Sprung über Tage, wohl aber Mitternacht."""

    def __init__(self, uhr):
        self._uhr, self.tag = uhr, VON

    def __setattr__(self, name, wert):
        super().__setattr__(name, wert)
        if name == "tag":
            self._uhr(wert)


@pytest.fixture
def haus(db, uhr):
    """Bei einem Träger: Leitung, abwesende Fachkraft (MBE) mit Fall, vertretende Fachkraft (nur IM)."""
    haus = Haus(uhr)
    haus.leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    haus.traeger = haus.leitung.traeger
    weg, da = (MitgliedschaftFactory(traeger=haus.traeger, arbeitsfelder=[feld]) for feld in ("MBE", "IM"))
    haus.weg = FachkraftFactory(traeger=haus.traeger, benutzer=weg.benutzer, vorname="Theresa", nachname="Vogelmann")
    haus.da = FachkraftFactory(traeger=haus.traeger, benutzer=da.benutzer, vorname="Milan", nachname="Petrovski")
    haus.mitgliedschaft = da
    haus.fall, haus.anderer = (FallFactory(traeger=haus.traeger, begonnen_am=date(2026, 1, 1)) for _ in range(2))
    with im_namen_von(haus.traeger.pk):
        Zustaendigkeit.objects.create(traeger=haus.traeger, fall=haus.fall, fachkraft=haus.weg, von=date(2026, 1, 1))
        Zustaendigkeit.objects.create(traeger=haus.traeger, fall=haus.anderer, fachkraft=haus.da, von=date(2026, 1, 1))
    haus.abwesenheit = AbwesenheitFactory(traeger=haus.traeger, fachkraft=haus.weg, von=VON, bis=BIS)
    return haus


def anmelden(benutzer):
    client = Client()
    client.force_login(benutzer)
    return client


def ziel(name, *args):
    return reverse(name if ":" in name else f"traeger:{name}", args=[getattr(a, "pk", a) for a in args])


def sende(client, name, *args, **daten):
    return client.post(ziel(name, *args), {"absendung": str(uuid.uuid4()), "version": "1"} | daten, follow=True)


def vertreten(haus, **mehr):
    angaben = {"abwesenheit": haus.abwesenheit, "fachkraft": haus.da, "benutzer": haus.da.benutzer} | mehr
    return VertretungFactory(traeger=haus.traeger, **angaben)


def ende(haus, kraft, letzter_tag, **mehr):
    """Die Beschäftigung endet, eingetragen am Tag vor der Vertretung."""
    with handeln(zugang_von(haus.leitung)) as durch:
        beschaeftigung_beenden(fachkraft=kraft, letzter_tag=letzter_tag, durch=durch, heute=VON - TAG, **mehr)


def alle(modell, haus):
    with im_namen_von(haus.traeger.pk):
        return list(modell.objects.filter(traeger=haus.traeger).order_by("pk"))


# --- Zugang -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "offen"), [(VON - TAG, False), (VON, True), (VON + 5 * TAG, True), (BIS, True), (BIS + TAG, False)]
)
def test_der_zugang_gilt_genau_an_den_tagen_der_vertretung(haus, tag, offen):
    vertreten(haus)
    haus.tag = tag
    client = anmelden(haus.da.benutzer)
    assert client.get(ziel("beratung:fall-detail", haus.fall)).status_code == (200 if offen else 403)
    assert client.get(ziel("beratung:fall-liste")).status_code == (200 if offen else 403)
    assert ("Sie vertreten Theresa Vogelmann bis 24.07.2026" in text(client.get("/"))) == offen


@pytest.mark.parametrize(("endet", "offen"), [(VON - TAG, False), (VON, True), (VON + TAG, True), (None, True)])
@pytest.mark.parametrize("was", ["mitgliedschaft", "beschaeftigung"])
def test_sie_oeffnet_nur_was_die_vertretene_an_dem_tag_selbst_fuehrt(haus, was, endet, offen):
    """Endet die Mitgliedschaft oder Beschäftigung der Vertretenen früher, endet damit auch, was andere für sie sehen."""
    vertreten(haus)
    if was == "mitgliedschaft":
        with im_namen_von(haus.traeger.pk):
            Mitgliedschaft.objects.filter(benutzer=haus.weg.benutzer_id).update(bis=endet)
    elif endet:
        ende(haus, haus.weg, endet, nachfolge=haus.da)
    haus.tag = VON
    client = anmelden(haus.da.benutzer)
    assert client.get(ziel("beratung:fall-detail", haus.fall)).status_code == (200 if offen else 403)
    assert ("Sie vertreten Theresa Vogelmann" in text(client.get("/"))) == offen


@pytest.mark.parametrize(("bis", "offen"), [(VON - TAG, False), (VON, True), (None, True)])
def test_auch_eine_besetzung_gibt_ihr_das_arbeitsfeld(haus, bis, offen):
    vertreten(haus)
    with im_namen_von(haus.traeger.pk):
        Mitgliedschaft.objects.filter(benutzer=haus.weg.benutzer_id).update(arbeitsfelder=["EA"])
    BesetzungFactory(
        traeger=haus.traeger, fachkraft=haus.weg, stellenanteil__aufgabe="MBE", stellenanteil__von=date(2026, 1, 1),
        von=date(2026, 1, 1), bis=bis,
    )  # fmt: skip
    haus.tag = VON
    assert anmelden(haus.da.benutzer).get(ziel("beratung:fall-detail", haus.fall)).status_code == (200 if offen else 403)


def test_dieselbe_sitzung_verliert_den_zugang_mit_dem_naechsten_tag_und_mit_dem_entzug(haus):
    haus.tag = datetime.combine(VON, time(23, 55))
    vertretung, client, leitung = vertreten(haus), anmelden(haus.da.benutzer), anmelden(haus.leitung.benutzer)
    haus.tag = datetime.combine(VON + TAG, time(0, 5))
    assert client.get(ziel("beratung:fall-detail", haus.fall)).status_code == 200
    antwort = sende(leitung, "vertretung-beenden", vertretung, wann="sofort")
    assert "ist beendet" in text(antwort)
    assert client.get(ziel("beratung:fall-detail", haus.fall)).status_code == 403
    assert [v.bis for v in alle(Vertretung, haus)] == [VON]


def test_am_ersten_tag_sofort_beendet_bleibt_nichts_offen(haus):
    vertretung, client = vertreten(haus), anmelden(haus.da.benutzer)
    assert client.get(ziel("beratung:fall-detail", haus.fall)).status_code == 200
    sende(anmelden(haus.leitung.benutzer), "vertretung-beenden", vertretung, wann="sofort")
    assert client.get(ziel("beratung:fall-detail", haus.fall)).status_code == 403
    assert alle(Vertretung, haus) == []
    assert len(alle(Einsicht, haus)) == 1  # wer gelesen hat, steht weiter da


def test_nur_in_der_rolle_fachkraft_und_nie_beim_anderen_traeger(haus):
    vertretung = vertreten(haus)
    fremd = MitgliedschaftFactory(benutzer=haus.da.benutzer, arbeitsfelder=["IM"])
    verwaltung = MitgliedschaftFactory(benutzer=haus.da.benutzer, traeger=haus.traeger, rolle=Rolle.VERWALTUNG)
    fremder_fall = FallFactory(traeger=fremd.traeger)
    client = anmelden(haus.da.benutzer)
    for mitgliedschaft, fall, status in ((haus.mitgliedschaft, haus.fall, 200), (haus.mitgliedschaft, fremder_fall, 404),
                                         (fremd, fremder_fall, 403), (fremd, haus.fall, 403), (verwaltung, haus.fall, 403)):  # fmt: skip
        client.post(ziel("mitgliedschaft-wechseln"), {"mitgliedschaft": mitgliedschaft.pk})
        assert client.get(ziel("beratung:fall-detail", fall)).status_code == status
    with im_namen_von(haus.traeger.pk, haus.da.benutzer_id):
        geladen = {m.pk: zugang_von(m) for m in mitgliedschaften(haus.da.benutzer_id, VON)}
    assert geladen[haus.mitgliedschaft.pk].vertretungen == ((vertretung.pk, haus.weg.pk),)
    assert geladen[haus.mitgliedschaft.pk].arbeitsfelder == {"IM", "MBE"}
    assert geladen[verwaltung.pk].vertretungen == geladen[fremd.pk].vertretungen == ()


def test_auftrag_laeuft_nur_solange_die_vertretung_gilt(haus, settings):
    """Ein Celery-Auftrag liest den Zugang am Tag der Ausführung neu, nicht am Tag des Auslösens."""
    settings.AUFTRAEGE = {"akten": ("tests.traeger.personal.test_vertretung.akten_zaehlen", None)}
    vertreten(haus)
    for tag, gesehen in ((BIS, "MBE-Fälle: 2"), (BIS + TAG, "MBE-Fälle: 0")):
        with im_namen_von(haus.traeger.pk, haus.da.benutzer_id):
            auftrag = Auftrag.objects.create(
                art="akten",
                schluessel=str(tag),
                traeger=haus.traeger,
                benutzer=haus.da.benutzer,
                mitgliedschaft=haus.mitgliedschaft,
            )
        auftrag_ausfuehren(auftrag_id=auftrag.pk, am=tag)
        with technisch(Bereich.AUFTRAEGE):
            auftrag.refresh_from_db()
        assert auftrag.status == AuftragStatus.FERTIG, auftrag.fehler
        assert auftrag.dateiname == gesehen


def akten_zaehlen(auftrag, fortschritt):
    """Auftragsart dieses Tests: wie viele MBE-Fälle die Datenbank diesem Zugang zeigt, ohne `.fuer()`."""
    from beratung.models import Fall

    return f"MBE-Fälle: {Fall.objects.count()}", b"x"


def test_einsicht_traegt_die_vertretung_und_die_leitung_sieht_was_gelesen_wurde(haus):
    vertretung, client = vertreten(haus), anmelden(haus.da.benutzer)
    client.get(ziel("beratung:fall-detail", haus.fall))
    anmelden(haus.weg.benutzer).get(ziel("beratung:fall-detail", haus.fall))
    einsichten = alle(Einsicht, haus)
    assert [(e.benutzer, e.vertretung_id) for e in einsichten] == [
        (haus.da.benutzer, vertretung.pk),
        (haus.weg.benutzer, None),
    ]
    leitung = anmelden(haus.leitung.benutzer)
    gelesen = leitung.get(ziel("vertretung-detail", vertretung))
    assert [zeile[0] for zeile in gelesen.context["liste"].zeilen] == [einsichten[0].pk]
    assert f"MBE-Fall {haus.fall.pk}" in text(gelesen)
    assert client.get(ziel("vertretung-detail", vertretung)).status_code == 403
    fremde = anmelden(MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer)
    assert fremde.get(ziel("vertretung-detail", vertretung)).status_code == 404


def test_listen_zeigen_die_vertretenen_faelle(haus):
    vertreten(haus, arbeitsfelder=["MBE", "IM"])
    im_fall = IMFallFactory(traeger=haus.traeger, begonnen_am=date(2026, 1, 1))
    with im_namen_von(haus.traeger.pk):
        IMZustaendigkeit.objects.create(traeger=haus.traeger, fall=im_fall, fachkraft=haus.weg, von=date(2026, 1, 1))
    client = anmelden(haus.da.benutzer)
    start = client.get("/").content.decode()
    for name, faelle in (("beratung:fall-liste", {haus.fall.pk}), ("integrationsmanagement:fall-liste", {im_fall.pk})):
        assert f"{ziel(name)}?meine=vertretung" in start
        antwort = client.get(ziel(name), {"meine": "vertretung"})
        assert {zeile[0] for zeile in antwort.context["liste"].zeilen} == faelle
        assert "Fälle, die ich vertrete" in antwort.content.decode()
    assert {z[0] for z in client.get(ziel("beratung:fall-liste"), {"meine": "ja"}).context["liste"].zeilen} == {
        haus.anderer.pk
    }
    ohne = anmelden(haus.weg.benutzer)
    assert "Fälle, die ich vertrete" not in ohne.get(ziel("beratung:fall-liste")).content.decode()
    assert "Sie vertreten" not in ohne.get("/").content.decode()


# --- Abwesenheit und Vertretung pflegen -----------------------------------------------------------------------------------


def einrichten(haus, client, **mehr):
    daten = {"fachkraft": haus.da.pk, "arbeitsfelder": ["MBE"], "von": "6.7.2026", "bis": "24.7.2026"} | mehr
    return sende(client, "vertretung-neu", haus.abwesenheit, **daten)


def test_abwesenheit_eintragen_und_vertretung_einrichten(haus):
    client, absendung = anmelden(haus.leitung.benutzer), str(uuid.uuid4())
    daten = {"fachkraft": haus.da.pk, "art": "urlaub", "von": "1.9.2026", "bis": "11.9.2026", "absendung": absendung}
    for _ in range(2):
        assert "ist eingetragen" in text(sende(client, "abwesenheit-neu", **daten))
    assert len(alle(Abwesenheit, haus)) == 2
    assert "schon als abwesend eingetragen" in text(
        sende(client, "abwesenheit-neu", **daten | {"absendung": str(uuid.uuid4())})
    )
    for _ in range(2):
        antwort = einrichten(haus, client, absendung=absendung)
        assert "Milan Petrovski vertritt bis 24.07.2026; der Zugang endet von selbst." in text(antwort)
    form = client.get(ziel("vertretung-neu", haus.abwesenheit)).content.decode()
    assert 'value="06.07.2026"' in form  # vorbelegt: die ganze Abwesenheit in den Feldern der vertretenen Fachkraft
    assert 'value="24.07.2026"' in form
    assert re.search(r'value="MBE"[^>]* checked', form)
    (vertretung,) = alle(Vertretung, haus)
    assert (vertretung.benutzer, vertretung.vertreten_id, vertretung.arbeitsfelder) == (
        haus.da.benutzer,
        haus.weg.pk,
        ["MBE"],
    )
    assert vertretung.eingerichtet_von == haus.leitung.benutzer


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        (
            {"bis": "25.7.2026"},
            "Die Abwesenheit gilt ab 06.07.2026 bis 24.07.2026; die Vertretung ab 06.07.2026 bis 25.07.2026",
        ),
        ({"von": "5.7.2026"}, "nicht rückwirkend"),
        ({"von": "10.7.2026", "bis": "9.7.2026"}, "Das Ende liegt vor dem Beginn."),
        ({"arbeitsfelder": []}, "Bitte wählen Sie mindestens eine Möglichkeit aus."),
        ({"arbeitsfelder": ["IM"]}, "Bitte wählen Sie"),  # mehr als die vertretene Fachkraft selbst hat
    ],
)
def test_unmoegliche_vertretung_ist_ein_satz(haus, daten, satz):
    assert satz in text(einrichten(haus, anmelden(haus.leitung.benutzer), **daten))
    assert alle(Vertretung, haus) == []


def test_vertreten_kann_nur_wer_konto_zugang_und_zeit_hat(haus):
    client = anmelden(haus.leitung.benutzer)
    ohne_konto = FachkraftFactory(traeger=haus.traeger)
    fremd = MitgliedschaftFactory()
    fremde = FachkraftFactory(traeger=fremd.traeger, benutzer=fremd.benutzer)
    nur_verwaltung = MitgliedschaftFactory(traeger=haus.traeger, rolle=Rolle.VERWALTUNG)
    verwaltung = FachkraftFactory(traeger=haus.traeger, benutzer=nur_verwaltung.benutzer)
    for kraft in (ohne_konto, fremde, verwaltung, haus.weg):
        assert "Bitte wählen Sie" in text(einrichten(haus, client, fachkraft=kraft.pk))
    AbwesenheitFactory(traeger=haus.traeger, fachkraft=haus.da, von=date(2026, 7, 20), bis=date(2026, 7, 31))
    assert "ist selbst abwesend: 20.07.2026 bis 31.07.2026" in text(einrichten(haus, client))
    kurz = MitgliedschaftFactory(traeger=haus.traeger, bis=date(2026, 7, 10))
    gehende = FachkraftFactory(traeger=haus.traeger, benutzer=kurz.benutzer)
    assert "Er endet am 10.07.2026." in text(einrichten(haus, client, fachkraft=gehende.pk))
    assert alle(Vertretung, haus) == []


def test_verkuerzte_abwesenheit_kuerzt_die_vertretung_mit(haus):
    vertreten(haus)
    haus.tag = VON + 4 * TAG
    client = anmelden(haus.leitung.benutzer)
    antwort = sende(client, "abwesenheit-bearbeiten", haus.abwesenheit, art="urlaub", von="6.7.2026", bis="17.7.2026")
    assert "Vertretungen außerhalb wurden mit gekürzt" in text(antwort)
    assert [v.bis for v in alle(Vertretung, haus)] == [date(2026, 7, 17)]
    daten = {"art": "urlaub", "von": "6.7.2026", "bis": "8.7.2026", "version": "2"}
    antwort = sende(client, "abwesenheit-bearbeiten", haus.abwesenheit, **daten)
    assert "galt vom 06.07.2026 bis 09.07.2026 eine Vertretung" in text(antwort)  # was galt, bleibt
    haus.tag = VON - TAG
    sende(client, "abwesenheit-bearbeiten", haus.abwesenheit, **daten | {"von": "18.7.2026", "bis": "20.7.2026"})
    assert alle(Vertretung, haus) == []  # noch nicht begonnen und ganz außerhalb


def test_abwesenheit_zuruecknehmen_nur_vor_ihrem_beginn(haus):
    vertreten(haus)
    client = anmelden(haus.leitung.benutzer)
    assert "hat schon begonnen" in text(sende(client, "abwesenheit-zuruecknehmen", haus.abwesenheit))
    haus.tag = VON - TAG
    assert "ist zurückgenommen" in text(sende(client, "abwesenheit-zuruecknehmen", haus.abwesenheit))
    assert alle(Abwesenheit, haus) == alle(Vertretung, haus) == []


def test_konto_der_fachkraft_geloest_beendet_ihre_vertretung(haus):
    vertreten(haus)
    haus.tag = VON + TAG
    client = anmelden(haus.da.benutzer)
    angaben = {"vorname": "Milan", "nachname": "Petrovski", "qualifikation": "hochschule", "beschaeftigt_von": "1.1.2020"}
    sende(anmelden(haus.leitung.benutzer), "fachkraft-bearbeiten", haus.da, **angaben, benutzer="")
    assert client.get(ziel("beratung:fall-detail", haus.fall)).status_code == 403


def test_vertretung_laesst_sich_nicht_verlaengern(haus):
    vertretung, client = vertreten(haus), anmelden(haus.leitung.benutzer)
    assert "endet schon am 24.07.2026" in text(sende(client, "vertretung-beenden", vertretung, wann="tag", tag="31.7.2026"))
    assert "liegt in der Vergangenheit" in text(sende(client, "vertretung-beenden", vertretung, wann="tag", tag="1.7.2026"))
    with pytest.raises(IntegrityError, match="passt nicht dazu"), handeln(zugang_von(haus.leitung)):
        Vertretung.objects.filter(pk=vertretung.pk).update(bis=BIS + TAG)


def test_liste_zeigt_kommende_zuerst_und_vergangene_ueber_den_filter(haus):
    alt = AbwesenheitFactory(traeger=haus.traeger, fachkraft=haus.da, von=date(2026, 1, 5), bis=date(2026, 1, 9))
    spaet = AbwesenheitFactory(traeger=haus.traeger, fachkraft=haus.da, von=date(2026, 12, 21), bis=date(2026, 12, 31))
    vertreten(haus)
    client = anmelden(haus.leitung.benutzer)
    antwort = client.get(ziel("abwesenheit-liste"))
    assert [zeile[0] for zeile in antwort.context["liste"].zeilen] == [haus.abwesenheit.pk, spaet.pk]
    assert "Milan Petrovski" in text(antwort)
    assert [z[0] for z in client.get(ziel("abwesenheit-liste"), {"stand": "vorbei"}).context["liste"].zeilen] == [alt.pk]


# --- Nie mehr, als die vertretene Fachkraft selbst hat --------------------------------------------------------------------


def ohne_felder(haus, **konto):
    """Eine andere abwesende Fachkraft ohne Besetzung, mit oder ohne Konto."""
    kraft = FachkraftFactory(traeger=haus.traeger, vorname="Ada", nachname="Ohnefeld", **konto)
    haus.abwesenheit = AbwesenheitFactory(traeger=haus.traeger, fachkraft=kraft, von=VON, bis=BIS)


def beendet(haus):
    """Nur eine Mitgliedschaft, die vor der Abwesenheit endete, und eine als Verwaltung."""
    alt = MitgliedschaftFactory(traeger=haus.traeger, bis=VON - TAG)
    MitgliedschaftFactory(traeger=haus.traeger, benutzer=alt.benutzer, rolle=Rolle.VERWALTUNG)
    return {"benutzer": alt.benutzer}


@pytest.mark.parametrize("konto", [lambda _: {}, beendet], ids=["ohne Konto und Besetzung", "Mitgliedschaft beendet"])
def test_wer_kein_arbeitsfeld_fuehrt_wird_nicht_vertreten(haus, konto):
    ohne_felder(haus, **konto(haus))
    client = anmelden(haus.leitung.benutzer)
    seite = client.get(ziel("vertretung-neu", haus.abwesenheit), follow=True)
    assert "Ada Ohnefeld führt in dieser Zeit kein Arbeitsfeld" in text(seite)
    for feld in ("EA", "MBE", "IM"):
        assert "Bitte wählen Sie" in text(einrichten(haus, client, arbeitsfelder=[feld]))
    assert alle(Vertretung, haus) == []


def test_ein_feld_laesst_sich_nur_an_tagen_vertreten_an_denen_es_gefuehrt_wird(haus):
    """Die Mitgliedschaft endet mitten in der Abwesenheit: bis dahin ja, danach nicht – auch am Formular vorbei."""
    bis = date(2026, 7, 10)
    weg = MitgliedschaftFactory(traeger=haus.traeger, arbeitsfelder=["EA"], bis=bis)
    ohne_felder(haus, benutzer=weg.benutzer)
    client, daten = anmelden(haus.leitung.benutzer), {"arbeitsfelder": ["EA"]}
    antwort = einrichten(haus, client, **daten)
    assert "Ada Ohnefeld führt Ehrenamtskoordination am 11.07.2026 nicht" in text(antwort)
    assert "vertritt bis 10.07.2026" in text(einrichten(haus, client, **daten, bis="10.7.2026"))
    assert [v.arbeitsfelder for v in alle(Vertretung, haus)] == [["EA"]]
