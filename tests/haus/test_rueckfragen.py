"""„Gibt es schon“: Die Rückfrage gehört in den Vorgang, und jeder Weg stellt sie – Erfassen, Ändern, Verschieben, Wiederherstellen."""

import ast
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from arge.seite.meldung import rueckweg
from beratung.models import Kontakt
from ehrenamt.models import Stunden, Treffen
from integrationsmanagement.models import Gespraech
from tests.factories import (
    EinsatzFactory,
    FachkraftFactory,
    FallFactory,
    GespraechFactory,
    IMFallFactory,
    KontaktFactory,
    MitgliedschaftFactory,
    ProjektFactory,
    StundenFactory,
    TreffenFactory,
)
from tests.factories.basis import im_namen_von
from tests.haus.test_quelltext import aufrufe, funktionen, module
from traeger.begriffe import Rolle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kontext")]

#: Alle Vorgänge, die nachfragen; jeder hat unten seinen Weg.
FRAGEN = {
    "beratung/vorgaenge": {"kontakt_anlegen", "kontakt_aendern", "kontakt_wiederherstellen", "kontakt_verschieben"},
    "traeger/stammdaten/vorgaenge": {"standort_aendern"},  # tests/traeger/stammdaten
    "ehrenamt/vorgaenge": {"treffen_erfassen", "_fragen_zur_aenderung", "treffen_wiederherstellen", "treffen_verschieben"},
}
AM = date(2026, 5, 4)


def test_gefragt_wird_im_vorgang():
    """Wer im Formular fragt, fragt beim Verschieben und Wiederherstellen nicht."""
    wer = {p: {f.name for f in funktionen(baum) if any(aufrufe(f, "nachfragen"))} for p, baum in module("vorgaenge")}
    assert {pfad: namen for pfad, namen in wer.items() if namen} == FRAGEN
    formulare = {f"{p}:{f.name}" for p, baum in module("forms") for f in funktionen(baum) if any(aufrufe(f, "fragen"))}
    assert formulare == {"beratung/forms:_lebenslauf_pruefen"}  # zwei Tage einer Person; sie ändert nur dieses Formular


def test_jeder_knopf_der_nachfragen_kann_reicht_die_antwort_weiter():
    """Ein Vorgang mit `trotzdem` wird in Views nie ohne die Antwort gerufen: Sonst fragte er ewig."""
    namen = {
        f.name
        for _, baum in module("vorgaenge")
        for f in funktionen(baum)
        if any(p.arg == "trotzdem" for p in f.args.kwonlyargs)
    }
    rufe = [(p, a) for p, baum in module("views") for name in namen for a in aufrufe(baum, name)]
    assert len(rufe) >= 10, "die Prüfung findet nichts mehr"
    ohne = {p for p, a in rufe if not {"trotzdem", None} & {k.arg for k in a.keywords}}
    assert not ohne, {ast.unparse(a) for p, a in rufe if p in ohne}


@pytest.fixture
def leitung(client, uhr):
    uhr(date(2026, 11, 22))
    wer = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    client.force_login(wer.benutzer)
    client.traeger, client.benutzer, client.kraft = wer.traeger, wer.benutzer, FachkraftFactory(traeger=wer.traeger)
    return client


class Art:
    """Eine Art von Einträgen mit ihren Wegen: `neu` an einer Sache, `formular` für denselben Inhalt."""

    def __init__(self, modell, fabrik, sache, route, feld):
        self.modell, self.fabrik, self.sache, self.route, self.feld = modell, fabrik, sache, route, feld

    def stehend(self, leitung, sache, **mehr):
        inhalt = {"am": AM, "dauer_minuten": 60}
        if self.modell is not Treffen:
            inhalt["fachkraft"] = leitung.kraft
        return self.fabrik(traeger=leitung.traeger, **{self.feld: sache}, **inhalt, **mehr)

    def formular(self, zeile, leitung, **mehr):
        daten = {"absendung": str(uuid.uuid4()), "am": "4.5.2026", "dauer_minuten": "60", "version": zeile.version}
        if self.modell is Treffen:
            return daten | {"anzahl_teilnehmende": "7"} | mehr
        themen = self.modell.GLEICH[-1]
        return daten | {"form": zeile.form, "fachkraft": leitung.kraft.pk, themen: getattr(zeile, themen)} | mehr


ARTEN = {
    "Kontakt": Art(Kontakt, KontaktFactory, FallFactory, "beratung:kontakt", "fall"),
    "Gespräch": Art(Gespraech, GespraechFactory, IMFallFactory, "integrationsmanagement:gespraech", "fall"),
    "Treffen": Art(Treffen, TreffenFactory, ProjektFactory, "ehrenamt:treffen", "projekt"),
}


@pytest.fixture(params=ARTEN)
def art(request):
    return ARTEN[request.param]


def sache(art, leitung):
    beginn = {} if art.modell is Treffen else {"begonnen_am": date(2026, 1, 1)}
    return art.sache(traeger=leitung.traeger, **beginn)


def gueltig(art, leitung, wo):
    with im_namen_von(leitung.traeger.pk):
        return art.modell.objects.filter(**{art.feld: wo}, am=AM).count()


def fragt_im_formular(leitung, adresse, daten):
    """Einmal fragt es, angekreuzt geht es."""
    antwort = leitung.post(adresse, daten)
    assert antwort.status_code == 200
    assert [f.code for f in antwort.context["form"].errors.as_data()["__all__"]] == ["rueckfrage"]
    assert 'type="checkbox" name="trotzdem"' in antwort.content.decode()
    return leitung.post(adresse, daten | {"trotzdem": "on"}).status_code == 302


def fragt_am_knopf(leitung, adresse, daten):
    """Die Frage steht über der Seite, mit einem Knopf, der dasselbe trotzdem tut."""
    antwort = leitung.post(adresse, daten)
    wege = [weg for meldung in get_messages(antwort.wsgi_request) if (weg := rueckweg(meldung))]
    (ja,) = [weg for weg in wege if weg.text == "Ja, trotzdem"]
    assert ja.felder["trotzdem"] == "on"
    assert "Ja, trotzdem" in leitung.get(antwort.url).content.decode()
    yield ja
    leitung.post(ja.ziel, ja.felder)


def test_erfassen_fragt_nach(leitung, art):
    wo = sache(art, leitung)
    steht = art.stehend(leitung, wo)
    assert fragt_im_formular(leitung, reverse(f"{art.route}-neu", args=[wo.pk]), art.formular(steht, leitung))
    assert gueltig(art, leitung, wo) == 2


def test_aendern_fragt_nur_nach_dem_was_sich_aendert(leitung, art):
    wo = sache(art, leitung)
    steht, andere = art.stehend(leitung, wo), art.fabrik(traeger=leitung.traeger, **{art.feld: wo}, am=date(2026, 5, 5))
    adresse = reverse(f"{art.route}-bearbeiten", args=[andere.pk])
    assert fragt_im_formular(leitung, adresse, art.formular(steht, leitung))
    with im_namen_von(leitung.traeger.pk):
        andere.refresh_from_db()
    wieder = leitung.post(adresse, art.formular(andere, leitung))
    assert wieder.status_code == 302, "was schon dasteht, wird nicht noch einmal gefragt"


def test_verschieben_fragt_nach_und_zurueck_auch(leitung, art):
    hier, dort = sache(art, leitung), sache(art, leitung)
    zeile, _ = art.stehend(leitung, hier), art.stehend(leitung, dort)
    adresse = reverse(f"{art.route}-verschieben", args=[zeile.pk])
    for ziel in (dort, hier):
        for _ja in fragt_am_knopf(leitung, adresse, {art.feld: ziel.pk}):
            assert gueltig(art, leitung, ziel) == 1, "gefragt ist noch nichts geschehen"
        assert gueltig(art, leitung, ziel) == 2
        art.stehend(leitung, hier)  # inzwischen trägt jemand hier dasselbe ein: „Rückgängig“ fragt auch
        if ziel is hier:
            break


def test_wiederherstellen_fragt_nach(leitung, art):
    wo = sache(art, leitung)
    zeile = art.stehend(leitung, wo)
    leitung.post(reverse(f"{art.route}-stornieren", args=[zeile.pk]), {"grund": "doppelt", "version": 1})
    art.stehend(leitung, wo)
    for _ja in fragt_am_knopf(leitung, reverse(f"{art.route}-wiederherstellen", args=[zeile.pk]), {}):
        assert gueltig(art, leitung, wo) == 1
    assert gueltig(art, leitung, wo) == 2


def test_ohne_gleiches_fragt_niemand(leitung, art):
    hier, dort = sache(art, leitung), sache(art, leitung)
    zeile = art.stehend(leitung, hier)
    leitung.post(reverse(f"{art.route}-verschieben", args=[zeile.pk]), {art.feld: dort.pk})
    leitung.post(reverse(f"{art.route}-stornieren", args=[zeile.pk]), {"grund": "doppelt", "version": 2})
    leitung.post(reverse(f"{art.route}-wiederherstellen", args=[zeile.pk]))
    assert (gueltig(art, leitung, hier), gueltig(art, leitung, dort)) == (0, 1)


# --- Kurzberatungen: zwei gleiche sind üblich, zwei gleiche in fünf Minuten nicht -----------------------------------------


def kurz(leitung, **mehr):
    daten = {"absendung": str(uuid.uuid4()), "am": "22.11.2026", "dauer_minuten": "15", "form": "persoenlich"}
    return daten | {"fachkraft": leitung.kraft.pk, "themen": ["sprache"], "finanzierung": "stadt"} | mehr


def kurzberatungen(leitung):
    with im_namen_von(leitung.traeger.pk):
        return Kontakt.objects.filter(fall=None).count()


def test_dieselbe_kurzberatung_gleich_noch_einmal_fragt_nach(leitung, uhr):
    adresse, jetzt = reverse("beratung:kurzberatung-neu"), datetime(2026, 11, 22, 10, tzinfo=UTC)
    uhr(jetzt)
    assert leitung.post(adresse, kurz(leitung)).status_code == 302
    uhr(jetzt + timedelta(minutes=4))
    assert leitung.post(adresse, kurz(leitung, dauer_minuten="20")).status_code == 302, "eine andere"
    assert fragt_im_formular(leitung, adresse, kurz(leitung))
    uhr(jetzt + timedelta(minutes=15))
    assert leitung.post(adresse, kurz(leitung)).status_code == 302, "die nächste in der Sprechstunde"
    assert kurzberatungen(leitung) == 4


def test_eine_stornierte_kurzberatung_fragt_wenn_sie_noch_einmal_dasteht(leitung):
    adresse = reverse("beratung:kurzberatung-neu")
    leitung.post(adresse, kurz(leitung))
    with im_namen_von(leitung.traeger.pk):
        erste = Kontakt.objects.get()
    leitung.post(reverse("beratung:kontakt-stornieren", args=[erste.pk]), {"grund": "versehen", "version": 1})
    leitung.post(adresse, kurz(leitung))
    for _ja in fragt_am_knopf(leitung, reverse("beratung:kontakt-wiederherstellen", args=[erste.pk]), {}):
        assert kurzberatungen(leitung) == 1
    assert kurzberatungen(leitung) == 2


# --- Eigene Minuten: länger als das Treffen -------------------------------------------------------------------------------


@pytest.mark.parametrize(("minuten", "fragt"), [("119", False), ("120", False), ("121", True), ("1440", True)])
def test_laenger_als_das_treffen_fragt_nach(leitung, minuten, fragt):
    einsatz = EinsatzFactory(traeger=leitung.traeger, ehrenamtliche__nachname="Lang")
    wer, wo = einsatz.ehrenamtliche, einsatz.projekt
    daten = {
        "absendung": str(uuid.uuid4()), "am": "4.5.2026", "dauer_minuten": "120", "anzahl_teilnehmende": "7",
        "anwesend": [str(wer.pk)], f"minuten_{wer.pk}": minuten,
    }  # fmt: skip
    adresse = reverse("ehrenamt:treffen-neu", args=[wo.pk])
    if fragt:
        assert (
            "Das Treffen dauerte 120 Minuten, für Gerda Lang stehen mehr da."
            in leitung.post(adresse, daten).content.decode()
        )
        assert fragt_im_formular(leitung, adresse, daten)
    else:
        assert leitung.post(adresse, daten).status_code == 302
    with im_namen_von(leitung.traeger.pk):
        assert [s.minuten for s in Stunden.objects.all()] == [int(minuten)]


def test_aendern_fragt_nach_minuten_nur_wenn_sie_oder_die_dauer_anders_sind(leitung):
    treffen = TreffenFactory(traeger=leitung.traeger, am=AM, dauer_minuten=120)
    einsatz = EinsatzFactory(traeger=leitung.traeger, projekt=treffen.projekt)
    wer = einsatz.ehrenamtliche
    StundenFactory(traeger=leitung.traeger, treffen=treffen, projekt=treffen.projekt, ehrenamtliche=wer, am=AM, minuten=150)
    daten = {
        "version": 1, "am": "4.5.2026", "dauer_minuten": "120", "anzahl_teilnehmende": "7", "anwesend": [str(wer.pk)],
        f"minuten_{wer.pk}": "150",
    }  # fmt: skip
    adresse = reverse("ehrenamt:treffen-bearbeiten", args=[treffen.pk])
    assert leitung.post(adresse, daten).status_code == 302
    assert fragt_im_formular(leitung, adresse, daten | {"version": 2, "dauer_minuten": "90"})
    assert fragt_im_formular(leitung, adresse, daten | {"version": 3, "dauer_minuten": "90", f"minuten_{wer.pk}": "160"})
