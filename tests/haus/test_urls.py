"""Jede URL × jede Rolle × GET und POST gegen die Tabellen der Räume (`tests/**/seiten.py`); eine URL ohne Zeile scheitert."""

from collections import Counter
from copy import deepcopy
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.factories import (
    BenutzerFactory,
    BesetzungFactory,
    FachkraftFactory,
    MitgliedschaftFactory,
    TraegerFactory,
    anlegen,
)
from tests.factories.basis import im_namen_von
from tests.factories.traeger import (
    AbwesenheitFactory,
    AnteilmeldungFactory,
    AufgabeFactory,
    BewilligungFactory,
    DokumentFactory,
    ImportlaufFactory,
    NetzwerkarbeitFactory,
    PartnerFactory,
    QuartierFactory,
    SitzungFactory,
    StandortFactory,
    StellenanteilFactory,
    VertretungFactory,
)
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Anlass, Rolle
from traeger.models import Ansicht, Auftrag, Beschluss, Einladung, Entwurf, Mitteilung, Tagesordnungspunkt

pytestmark = pytest.mark.django_db

WURZEL = Path(__file__).resolve().parents[2]
#: `tests/**/seiten.py`: `SEITEN` eines Raums oder einer App, dazu `zeilen(traeger, fachkraft)`, wo Seiten eine Nummer haben.
MODULE = [
    import_module(".".join(datei.relative_to(WURZEL).with_suffix("").parts))
    for datei in sorted(WURZEL.glob("tests/**/seiten.py"))
]
RAEUME = [modul.SEITEN for modul in MODULE]
SEITEN = {name: seite for raum in RAEUME for name, seite in raum.items()}
#: allauth zeigt nur das eigene Konto; seine Seiten prüfen tests/traeger. Die Musterseite gibt es nur mit ARGE_MUSTER.
FREMD = ("account_", "mfa_", "usersessions_", "seiten:muster")


def routen(resolver=None, vor=""):
    """(voller Name, Parameter) aller Routen."""
    for eintrag in (resolver or get_resolver()).url_patterns:
        if isinstance(eintrag, URLResolver):
            yield from routen(eintrag, vor + (f"{eintrag.namespace}:" if eintrag.namespace else ""))
        elif eintrag.name:
            yield vor + eintrag.name, tuple(eintrag.pattern.converters)


ROUTEN = {name: parameter for name, parameter in routen() if not name.startswith(FREMD)}
MIT_ZEILE = sorted(name for name, parameter in ROUTEN.items() if parameter == ("pk",))

#: Zeilen der ganzen ARGE haben keinen fremden Träger.
GEMEINSAM = (
    "finanzen:",
    "traeger:vereinbarung",
    "traeger:stellenanteil",
    "traeger:bewilligung",
    "traeger:sitzung",
    "traeger:punkt",
    "traeger:beschluss",
    "traeger:aufgabe",
    "traeger:partner",
)


def zeilen(traeger, mitgliedschaft):
    """{Anfang des Routennamens: Zeile dieses Trägers bzw. dieser Mitgliedschaft}; der längste Anfang gilt."""
    wer = mitgliedschaft.benutzer
    fachkraft = FachkraftFactory(traeger=traeger)
    anteil = StellenanteilFactory(traeger=traeger, aufgabe="EA", standort=StandortFactory(traeger=traeger))
    morgen = timezone.now() + timedelta(days=1)
    with im_namen_von(traeger.pk, wer.pk):
        auftrag = Auftrag.objects.create(
            art="verwendungsnachweis", schluessel=f"test:{wer.pk}", benutzer=wer, mitgliedschaft=mitgliedschaft
        )
        entwurf = Entwurf.objects.create(
            benutzer=wer, traeger=mitgliedschaft.traeger, mitgliedschaft=mitgliedschaft, adresse="/test/"
        )
        ansicht = Ansicht.objects.create(
            benutzer=wer,
            traeger=mitgliedschaft.traeger,
            mitgliedschaft=mitgliedschaft,
            adresse="/test/",
            name="Meine",
            liste="Fälle",
        )
        mitteilung = Mitteilung.objects.create(
            benutzer=wer, mitgliedschaft=mitgliedschaft, anlass=Anlass.FERTIG, sache=f"Auftrag {auftrag.pk}", entstanden_am=timezone.now(),
            pfad=reverse("traeger:auftrag-detail", args=[auftrag.pk]), tag=timezone.localdate(),
        )  # fmt: skip
        einladung = Einladung.objects.create(
            email=f"neu{wer.pk}@beispiel.example", name="Neu", traeger=traeger, rolle=Rolle.VERWALTUNG,
            schluessel_hash=f"{wer.pk:064d}", gueltig_bis=morgen, eingeladen_von=wer,
        )  # fmt: skip
    sitzung, besetzung = SitzungFactory(), BesetzungFactory(traeger=traeger, stellenanteil=anteil)
    return {
        "traeger:auftrag": auftrag,
        "traeger:mitteilung": mitteilung,
        "traeger:traeger": traeger,
        "traeger:standort": anteil.standort,
        "traeger:quartier": QuartierFactory(),
        "traeger:vereinbarung": anteil.vereinbarung,
        "traeger:vereinbarung-dokument-neu": anteil.vereinbarung,
        "traeger:vereinbarung-dokument": DokumentFactory(vereinbarung=anteil.vereinbarung, hochgeladen_von=wer),
        "traeger:stellenanteil": anteil,
        "traeger:bewilligung": BewilligungFactory(stellenanteil=anteil),
        "traeger:bewilligung-neu": anteil,
        "traeger:ansicht": ansicht,
        "traeger:entwurf": entwurf,
        "traeger:mitglied": MitgliedschaftFactory(traeger=traeger, rolle=Rolle.VERWALTUNG),
        "traeger:mitglied-freigeben": MitgliedschaftFactory(
            traeger=traeger, rolle=Rolle.LEITUNG, vergeben_am=timezone.now(), vergeben_von=BenutzerFactory()
        ),
        "traeger:einladung": einladung,
        "traeger:fachkraft": fachkraft,
        "traeger:besetzung": besetzung,
        "traeger:besetzung-neu": fachkraft,
        "traeger:abwesenheit": AbwesenheitFactory(traeger=traeger),
        "traeger:vertretung": VertretungFactory(traeger=traeger),
        "traeger:vertretung-neu": AbwesenheitFactory(traeger=traeger, fachkraft=besetzung.fachkraft),
        "traeger:anteilmeldung": AnteilmeldungFactory(traeger=traeger, stellenanteil__standort=anteil.standort),
        "traeger:import": ImportlaufFactory(traeger=traeger),
        "traeger:sitzung": sitzung,
        "traeger:sitzung-eingeladene": SitzungFactory(am=timezone.localdate() + timedelta(days=1 + sitzung.pk)),
        "traeger:punkt": anlegen(Tagesordnungspunkt, sitzung=sitzung, nummer=1, titel="Berichte"),
        "traeger:punkt-neu": sitzung,
        "traeger:beschluss": anlegen(Beschluss, sitzung=sitzung, nummer=1, text="Einig."),
        "traeger:beschluss-neu": sitzung,
        "traeger:aufgabe": AufgabeFactory(traeger=traeger),
        "traeger:netzwerk": NetzwerkarbeitFactory(traeger=traeger),
        "traeger:partner": PartnerFactory(),
        **{
            name: zeile
            for modul in MODULE
            if hasattr(modul, "zeilen")
            for name, zeile in modul.zeilen(traeger, fachkraft).items()
        },
    }


def adresse(name, eigene):
    if ROUTEN[name] == ("pk",):
        anfang = max((a for a in eigene if name.startswith(a)), key=len)
        return reverse(name, args=[eigene[anfang].pk])
    return reverse(name, args=["0" * 64]) if ROUTEN[name] else reverse(name)


def rufe(client, methode, ziel):
    """Ruft auf und nimmt zurück, was geschah: jede Route trifft dieselben Zeilen und dieselbe Sitzung an."""
    kekse = deepcopy(client.cookies)
    with transaction.atomic():
        antwort = getattr(client, methode)(ziel)
        transaction.set_rollback(True)
    client.cookies = kekse
    return antwort


#: So heißen Menschen in den Testzeilen; eine verbotene Seite nennt keinen.
NAMEN = ("Haidari", "Engagiert", "Samira", "Gerda")


def angemeldet(client, rolle, traeger, **mehr):
    mitgliedschaft = MitgliedschaftFactory(
        benutzer=BenutzerFactory(), rolle=rolle, traeger=None if rolle in ROLLEN_OHNE_TRAEGER else traeger, **mehr
    )
    client.force_login(mitgliedschaft.benutzer)
    client.get(reverse("traeger:rechte"))  # die erste Seite vermerkt die Aktivität; zurückgenommen täte es jede wieder
    return mitgliedschaft


def test_jede_url_steht_in_genau_einer_tabelle():
    assert Counter(list(ROUTEN)) == Counter(name for raum in RAEUME for name in raum)


#: Tabellen, die eine lesende Anfrage schreiben darf: die Sitzung selbst und der Vermerk, dass eine Akte gelesen wurde.
BEIM_LESEN_ERLAUBT = ("django_session", "usersessions_", "einsicht_schreiben")


def geschriebenes(abfragen) -> list[str]:
    """Anweisungen, die mehr ändern, als Lesen ändern darf."""
    return [
        q["sql"][:80] for q in abfragen.captured_queries
        if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) and not any(e in q["sql"] for e in BEIM_LESEN_ERLAUBT)
    ]  # fmt: skip


@pytest.mark.parametrize("rolle", list(Rolle))
def test_rolle_bekommt_genau_was_die_tabelle_sagt(client, rolle):
    traeger = TraegerFactory()
    eigene = zeilen(traeger, angemeldet(client, rolle, traeger))
    falsch = {}
    for name in sorted(ROUTEN):
        for methode in ("get", "post"):
            with CaptureQueriesContext(connection) as abfragen:
                antwort = rufe(client, methode, adresse(name, eigene))
            if antwort.status_code not in SEITEN[name].antwort(methode, rolle):
                falsch[name, methode] = antwort.status_code
            if methode == "get" and (geschrieben := geschriebenes(abfragen)):
                falsch[name, "schreibt beim Lesen"] = geschrieben
            if antwort.status_code == 403 and (verraten := [w for w in NAMEN if w in antwort.content.decode()]):
                falsch[name, methode] = verraten
    assert falsch == {}


#: Auslastung zeigt allen Fachkräften geschützte Zahlen; ähnliche Personen sucht auch das Integrationsmanagement.
UEBERGREIFEND = {"integrationsmanagement:auslastung", "beratung:person-dubletten"}


@pytest.mark.parametrize(
    ("app", "arbeitsfeld"), [("beratung:", "MBE"), ("integrationsmanagement:", "IM"), ("ehrenamt:", "EA")]
)
def test_fachkraft_anderer_arbeitsfelder_sieht_nichts_davon(client, app, arbeitsfeld):
    traeger = TraegerFactory()
    mitgliedschaft = angemeldet(client, Rolle.FACHKRAFT, traeger, arbeitsfelder=sorted({"EA", "IM", "MBE"} - {arbeitsfeld}))
    eigene = zeilen(traeger, mitgliedschaft)
    falsch = {}
    for name in (n for n in sorted(ROUTEN) if n.startswith(app) and n not in UEBERGREIFEND):
        for methode in ("get", "post"):
            status = rufe(client, methode, adresse(name, eigene)).status_code
            if status not in {403} | ({405} & SEITEN[name].antwort(methode, Rolle.FACHKRAFT)):
                falsch[name, methode] = status
    assert falsch == {}


def test_ohne_anmeldung_fuehrt_jede_seite_zur_anmeldung(client):
    traeger = TraegerFactory()
    eigene = zeilen(traeger, MitgliedschaftFactory(traeger=traeger))
    falsch = {}
    for name in sorted(ROUTEN):
        for methode in ("get", "post"):
            antwort = rufe(client, methode, adresse(name, eigene))
            zur_anmeldung = antwort.status_code == 302 and antwort.url.startswith(reverse("account_login"))
            if zur_anmeldung == SEITEN[name].ist_offen:
                falsch[name, methode] = antwort.status_code
    assert falsch == {}


def zeile_nicht_gefunden(client, rolle, ziele):
    """Was auf die Adressen einer Zeile, die es für diese Rolle nicht gibt, anderes antwortet als 404 (oder 405)."""
    falsch = {}
    for name, ziel in ziele:
        for methode in ("get", "post"):
            status = rufe(client, methode, ziel).status_code
            erlaubt = {404} | ({405} & SEITEN[name].antwort(methode, rolle))
            if status not in erlaubt and 403 not in SEITEN[name].antwort(methode, rolle):
                falsch[name, methode] = status
    return falsch


@pytest.mark.parametrize("rolle", [Rolle.FACHKRAFT, Rolle.LEITUNG])
def test_fremde_zeile_ist_404(client, rolle):
    """Auch die Einladung und Mitgliedschaft eines anderen Trägers; Fassungen gehören der ARGE."""
    angemeldet(client, rolle, TraegerFactory())
    fremder = TraegerFactory()
    fremde = zeilen(fremder, MitgliedschaftFactory(traeger=fremder))
    namen = [n for n in MIT_ZEILE if rolle in SEITEN[n].wer and not n.startswith(GEMEINSAM)]
    assert zeile_nicht_gefunden(client, rolle, [(n, adresse(n, fremde)) for n in namen]) == {}


#: Keine Zeile hat sie; die erste passt nicht in 32 Bit, die zweite nicht in 64.
NUMMERN = (2**31, 10**30)


@pytest.mark.parametrize("rolle", list(Rolle))
def test_unbekannte_nummer_ist_404(client, rolle):
    """Je Route eine Rolle, die sie öffnet: Was es nicht gibt, hängt nicht daran, wer fragt (fremde Zeilen prüft der Test darüber)."""
    angemeldet(client, rolle, TraegerFactory())
    namen = [n for n in MIT_ZEILE if rolle == next(r for r in Rolle if r in SEITEN[n].wer)]
    assert zeile_nicht_gefunden(client, rolle, [(n, reverse(n, args=[nummer])) for n in namen for nummer in NUMMERN]) == {}


def test_akte_wird_nie_ohne_vermerk_gezeigt(client, django_assert_max_num_queries):
    """Lesen einer Akte schreibt die Einsicht in derselben Transaktion (haus 3)."""
    traeger = TraegerFactory()
    eigene = zeilen(traeger, angemeldet(client, Rolle.FACHKRAFT, traeger))
    for name in ("beratung:fall-detail", "integrationsmanagement:fall-detail", "integrationsmanagement:plan-detail"):
        with django_assert_max_num_queries(100) as abfragen:
            assert client.get(adresse(name, eigene)).status_code == 200
        assert any("einsicht_schreiben" in q["sql"] for q in abfragen.captured_queries), name
