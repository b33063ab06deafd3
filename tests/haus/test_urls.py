"""Jede URL × jede Rolle gegen eine Tabelle; eine URL ohne Zeile in der Tabelle scheitert (qualitaet S1)."""

from datetime import timedelta

import pytest
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from finanzen import vorgaenge as finanzen_vorgaenge
from tests.factories import (
    BenutzerFactory,
    BesetzungFactory,
    EhrenamtlicheFactory,
    EinsatzFactory,
    FachkraftFactory,
    FallFactory,
    GespraechFactory,
    IMFallFactory,
    IntegrationsplanFactory,
    KontaktFactory,
    MitgliedschaftFactory,
    ProjektFactory,
    TraegerFactory,
    TreffenFactory,
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
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.models import Auftrag, Beschluss, Einladung, Entwurf, Tagesordnungspunkt
from traeger.zugang import technisch

pytestmark = pytest.mark.django_db

OFFEN = "offen"  # auch ohne Anmeldung
ALLE = frozenset(Rolle)  # jede angemeldete Person
F, L, V, K, S, P, B = (
    Rolle.FACHKRAFT, Rolle.LEITUNG, Rolle.VERWALTUNG, Rolle.KOORDINATION, Rolle.STEUERUNG, Rolle.PRUEFUNG, Rolle.BETRIEB,
)  # fmt: skip
AKTEN = {F, L}
NACHWEIS = {L, V, K, S, P}
MITGLIEDER = {L, B}

#: Die Tabelle: wer darf was öffnen.
TABELLE = {
    **dict.fromkeys(["start", "konto", "traeger:konto-name", "traeger:rechte", "traeger:mitgliedschaft-wechseln", "traeger:anmeldung-verlaengern"], ALLE),
    **dict.fromkeys(["traeger:entwurf", "traeger:entwurf-liste", "traeger:entwurf-verwerfen"], ALLE),
    **{f"traeger:auftrag-{tun}": ALLE for tun in ("detail", "ergebnis", "abbrechen", "wiederholen")},
    **dict.fromkeys(["gesund", "gesund-lebt", "traeger:einladung-annehmen"], OFFEN),
    **{f"seiten:{n}": OFFEN for n in ("barrierefreiheit", "barriere-melden", "leichte-sprache", "datenschutz", "impressum")},
    **dict.fromkeys(["traeger:stellenplan", "traeger:vzae", "traeger:vzae-xlsx", "traeger:vzae-pdf"], ALLE - {B}),
    **{f"traeger:{was}-{tun}": {L, V} for was in ("fachkraft", "abwesenheit") for tun in ("liste", "detail")},
    **{f"traeger:fachkraft-{tun}": {L} for tun in ("neu", "bearbeiten", "beenden")},
    **{f"traeger:besetzung-{tun}": {L} for tun in ("neu", "aendern", "berichtigen", "beenden")},
    **{f"traeger:import-{tun}": {L} for tun in ("liste", "vorlage", "detail", "fehler", "uebernehmen", "verwerfen")},
    **{f"traeger:abwesenheit-{tun}": {L} for tun in ("neu", "bearbeiten", "zuruecknehmen")},
    **{f"traeger:vertretung-{tun}": {L} for tun in ("neu", "detail", "beenden")},
    "traeger:anteilmeldung-liste": {L, V, S},
    **{f"traeger:anteilmeldung-{tun}": {L} for tun in ("neu", "bearbeiten")},
    **{f"traeger:traeger-{tun}": {S, B} for tun in ("liste", "neu", "detail", "bearbeiten")},
    **{f"traeger:standort-{tun}": {S, B} for tun in ("liste", "neu", "detail", "bearbeiten", "umziehen")},
    **{f"traeger:quartier-{tun}": {S, B} for tun in ("liste", "neu", "bearbeiten")},
    **{f"traeger:vereinbarung-{tun}": ALLE - {B} for tun in ("liste", "detail", "dokument")},
    **{f"traeger:vereinbarung-{tun}": {S} for tun in ("neu", "bearbeiten", "kuendigen", "dokument-neu")},
    **{f"traeger:stellenanteil-{tun}": ALLE - {B} for tun in ("liste", "detail")},
    **{f"traeger:stellenanteil-{tun}": {S} for tun in ("neu", "aendern", "korrigieren", "beenden")},
    **{f"traeger:bewilligung-{tun}": {S} for tun in ("neu", "bearbeiten")},
    **{f"traeger:warnung-{tun}": {L, K, S} for tun in ("liste", "detail")},
    **{f"traeger:kalender{tun}": {F, L, K, S} for tun in ("", "-beenden")},
    "traeger:kalender-datei": OFFEN,  # das Geheimnis in der Adresse ist der Zugang: tests/traeger/test_kalender.py
    **{f"traeger:mitglied-{tun}": MITGLIEDER for tun in ("liste", "detail", "aendern", "beenden", "faktor")},
    **{f"traeger:einladung-{tun}": MITGLIEDER for tun in ("liste", "neu", "detail", "zurueckziehen")},
    **{f"beratung:fall-{t}": AKTEN for t in ("liste", "neu", "detail", "bearbeiten", "abschliessen", "wieder-aufnehmen", "uebergeben")},
    **{f"beratung:kontakt-{tun}": AKTEN for tun in ("liste", "neu", "schnell", "bearbeiten")},
    **dict.fromkeys(["beratung:kurzberatung-liste", "beratung:kurzberatung-neu"], AKTEN),
    **dict.fromkeys(["beratung:person-bearbeiten", "beratung:person-dubletten"], AKTEN),
    **{
        f"integrationsmanagement:{t}": AKTEN
        for t in (
            "fall-liste", "fall-neu", "fall-detail", "fall-bearbeiten", "fall-abschliessen", "fall-wieder-aufnehmen", "fall-uebergeben",
            "person-bearbeiten", "gespraech-liste", "gespraech-neu", "gespraech-schnell", "gespraech-bearbeiten", "plan-neu", "plan-detail",
        )
    },
    "integrationsmanagement:auslastung": AKTEN | {K, S},
    **dict.fromkeys(["ehrenamt:projekt-liste", "ehrenamt:projekt-detail"], AKTEN | {K}),
    **{f"ehrenamt:treffen-{tun}": AKTEN for tun in ("neu", "schnell", "bearbeiten")},
    **{f"ehrenamt:person-{tun}": AKTEN for tun in ("liste", "neu", "detail", "bearbeiten")},
    **dict.fromkeys(["ehrenamt:stunden-bestaetigen", "ehrenamt:einsatz-neu", "ehrenamt:einsatz-beenden"], AKTEN),
    **{f"traeger:{t}": {F, L, K, S} for t in ("sitzung-liste", "sitzung-detail", "beschluss-liste", "aufgabe-liste", "aufgabe-detail")},
    **{f"traeger:aufgabe-{tun}": {F, L, K, S} for tun in ("erledigen", "oeffnen")},
    **{
        f"traeger:{t}": {L, K, S}
        for t in (
            "sitzung-neu", "sitzung-bearbeiten", "sitzung-absagen", "sitzung-zusagen", "sitzung-protokoll", "sitzung-aufgabe", "punkt-neu",
            "punkt-bearbeiten", "punkt-verschieben", "punkt-streichen", "beschluss-neu", "beschluss-bearbeiten", "aufgabe-neu",
            "aufgabe-bearbeiten",
        )
    },
    "traeger:netzwerk-liste": {F, L, K},
    **{f"traeger:netzwerk-{tun}": {F, L} for tun in ("neu", "bearbeiten")},
    **{f"traeger:partner-{tun}": {F, L, V, K, S} for tun in ("liste", "detail")},
    **{f"traeger:partner-{tun}": {L, K, S} for tun in ("neu", "bearbeiten", "angebot")},
    "finanzen:uebersicht": {S, P},
    **{f"finanzen:nachweis-{tun}": NACHWEIS for tun in ("liste", "detail", "pdf")},
    "finanzen:nachweis-neu": {Rolle.KOORDINATION},
}  # fmt: skip
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
#: Verlangt erst die erneute Anmeldung und sieht danach nach; fremde Zeilen prüft tests/traeger/test_konto_faktor.py.
ERST_ANMELDEN = {"traeger:mitglied-faktor"}
MIT_ZEILE = sorted(name for name, parameter in ROUTEN.items() if parameter == ("pk",) and name not in ERST_ANMELDEN)

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
        entwurf = Entwurf.objects.create(benutzer=wer, schluessel="test")
        einladung = Einladung.objects.create(
            email=f"neu{wer.pk}@beispiel.example", name="Neu", traeger=traeger, rolle=Rolle.VERWALTUNG,
            schluessel_hash=f"{wer.pk:064d}", gueltig_bis=morgen, eingeladen_von=wer,
        )  # fmt: skip
    sitzung = SitzungFactory()
    with technisch():
        fassung = finanzen_vorgaenge.fassung_einfrieren(
            schluessel=f"test:{wer.pk}", jahr=2026, daten={"kapitel": [], "zeitraum": "2026", "programmstand": "0", "mindestfallzahl": 3},
            am=timezone.now(), durch=None,
        )  # fmt: skip
    return {
        "traeger:auftrag": auftrag,
        "traeger:traeger": traeger,
        "traeger:standort": anteil.standort,
        "traeger:quartier": QuartierFactory(),
        "traeger:vereinbarung": anteil.vereinbarung,
        "traeger:vereinbarung-dokument-neu": anteil.vereinbarung,
        "traeger:vereinbarung-dokument": DokumentFactory(vereinbarung=anteil.vereinbarung, hochgeladen_von=wer),
        "traeger:stellenanteil": anteil,
        "traeger:bewilligung": BewilligungFactory(stellenanteil=anteil),
        "traeger:bewilligung-neu": anteil,
        "traeger:entwurf": entwurf,
        "traeger:mitglied": MitgliedschaftFactory(traeger=traeger, rolle=Rolle.VERWALTUNG),
        "traeger:einladung": einladung,
        "traeger:fachkraft": fachkraft,
        "traeger:besetzung": BesetzungFactory(traeger=traeger, stellenanteil=anteil),
        "traeger:besetzung-neu": fachkraft,
        "traeger:abwesenheit": AbwesenheitFactory(traeger=traeger),
        "traeger:vertretung": VertretungFactory(traeger=traeger),
        "traeger:vertretung-neu": AbwesenheitFactory(traeger=traeger),
        "traeger:anteilmeldung": AnteilmeldungFactory(traeger=traeger, stellenanteil__standort=anteil.standort),
        "traeger:import": ImportlaufFactory(traeger=traeger),
        "traeger:sitzung": sitzung,
        "traeger:punkt": Tagesordnungspunkt.objects.create(sitzung=sitzung, nummer=1, titel="Berichte"),
        "traeger:punkt-neu": sitzung,
        "traeger:beschluss": Beschluss.objects.create(sitzung=sitzung, nummer=1, text="Einig."),
        "traeger:beschluss-neu": sitzung,
        "traeger:aufgabe": AufgabeFactory(traeger=traeger),
        "traeger:netzwerk": NetzwerkarbeitFactory(traeger=traeger),
        "traeger:partner": PartnerFactory(),
        "beratung:": FallFactory(traeger=traeger),
        "beratung:kontakt-bearbeiten": KontaktFactory(traeger=traeger, fachkraft=fachkraft),
        "integrationsmanagement:": IMFallFactory(traeger=traeger),
        "integrationsmanagement:gespraech-bearbeiten": GespraechFactory(traeger=traeger, fachkraft=fachkraft),
        "integrationsmanagement:plan-detail": IntegrationsplanFactory(traeger=traeger),
        "ehrenamt:": EhrenamtlicheFactory(traeger=traeger),
        "ehrenamt:projekt": ProjektFactory(traeger=traeger),
        "ehrenamt:treffen-neu": ProjektFactory(traeger=traeger),
        "ehrenamt:treffen-bearbeiten": TreffenFactory(traeger=traeger),
        "ehrenamt:einsatz-beenden": EinsatzFactory(traeger=traeger),
        "finanzen:": fassung,
    }


def adresse(name, eigene):
    if ROUTEN[name] == ("pk",):
        anfang = max((a for a in eigene if name.startswith(a)), key=len)
        return reverse(name, args=[eigene[anfang].pk])
    return reverse(name, args=["0" * 64]) if ROUTEN[name] else reverse(name)


def rufe(client, ziel):
    """GET; nimmt die Route nur POST an, dann leer abgeschickt."""
    antwort = client.get(ziel)
    return client.post(ziel) if antwort.status_code == 405 else antwort


def angemeldet(client, rolle, traeger):
    mitgliedschaft = MitgliedschaftFactory(
        benutzer=BenutzerFactory(), rolle=rolle, traeger=None if rolle in ROLLEN_OHNE_TRAEGER else traeger
    )
    client.force_login(mitgliedschaft.benutzer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return mitgliedschaft


def test_jede_url_steht_in_der_tabelle():
    assert set(ROUTEN) == set(TABELLE)


@pytest.mark.parametrize("rolle", list(Rolle))
def test_rolle_oeffnet_genau_was_die_tabelle_sagt(client, rolle):
    traeger = TraegerFactory()
    mitgliedschaft = angemeldet(client, rolle, traeger)
    eigene = zeilen(traeger, mitgliedschaft)
    falsch = {}
    for name in sorted(ROUTEN):
        darf = TABELLE[name] == OFFEN or rolle in TABELLE[name]
        status = rufe(client, adresse(name, eigene)).status_code
        # 404/410: Datei noch nicht da, Einladung unbekannt, /gesund/ ohne Worker 503 – aber nie „verboten“.
        gut = status != 403 and (status < 500 or name == "gesund") if darf else status == 403
        if not gut:
            falsch[name] = status
    assert falsch == {}


def test_ohne_anmeldung_fuehrt_jede_seite_zur_anmeldung(client):
    traeger = TraegerFactory()
    eigene = zeilen(traeger, MitgliedschaftFactory(traeger=traeger))
    falsch = {}
    for name in sorted(ROUTEN):
        antwort = client.get(adresse(name, eigene))
        zur_anmeldung = antwort.status_code == 302 and antwort.url.startswith(reverse("account_login"))
        if zur_anmeldung == (TABELLE[name] == OFFEN):
            falsch[name] = antwort.status_code
    assert falsch == {}


@pytest.mark.parametrize("rolle", [Rolle.FACHKRAFT, Rolle.LEITUNG])
def test_fremde_zeile_ist_404(client, rolle):
    """Auch die Einladung und Mitgliedschaft eines anderen Trägers; Fassungen gehören der ARGE."""
    angemeldet(client, rolle, TraegerFactory())
    fremder = TraegerFactory()
    fremde = zeilen(fremder, MitgliedschaftFactory(traeger=fremder))
    falsch = {}
    for name in MIT_ZEILE:
        if rolle in TABELLE[name] and not name.startswith(GEMEINSAM):
            status = rufe(client, adresse(name, fremde)).status_code
            if status != 404:
                falsch[name] = status
    assert falsch == {}


@pytest.mark.parametrize("rolle", list(Rolle))
def test_unbekannte_nummer_ist_404(client, rolle):
    angemeldet(client, rolle, TraegerFactory())
    falsch = {}
    for name in MIT_ZEILE:
        if rolle in TABELLE[name]:
            status = rufe(client, reverse(name, args=[987_654_321])).status_code
            if status != 404:
                falsch[name] = status
    assert falsch == {}


#: Tabellen, die eine lesende Anfrage schreiben darf: die Sitzung selbst und der Vermerk, dass eine Akte gelesen wurde.
BEIM_LESEN_ERLAUBT = ("django_session", "usersessions_", "einsicht_schreiben")


@pytest.mark.parametrize("rolle", [Rolle.LEITUNG, Rolle.KOORDINATION, Rolle.STEUERUNG, Rolle.BETRIEB])
def test_lesen_schreibt_nie(client, rolle, django_assert_max_num_queries):
    traeger = TraegerFactory()
    eigene = zeilen(traeger, angemeldet(client, rolle, traeger))
    falsch = {}
    for name in sorted(ROUTEN):
        with django_assert_max_num_queries(500) as abfragen:
            client.get(adresse(name, eigene))
        geschrieben = [
            q["sql"][:80] for q in abfragen.captured_queries
            if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) and not any(e in q["sql"] for e in BEIM_LESEN_ERLAUBT)
        ]  # fmt: skip
        if geschrieben:
            falsch[name] = geschrieben
    assert falsch == {}


def test_akte_wird_nie_ohne_vermerk_gezeigt(client, django_assert_max_num_queries):
    """Lesen einer Akte schreibt die Einsicht in derselben Transaktion (haus 3)."""
    traeger = TraegerFactory()
    eigene = zeilen(traeger, angemeldet(client, Rolle.FACHKRAFT, traeger))
    for name in ("beratung:fall-detail", "integrationsmanagement:fall-detail", "integrationsmanagement:plan-detail"):
        with django_assert_max_num_queries(100) as abfragen:
            assert client.get(adresse(name, eigene)).status_code == 200
        assert any("einsicht_schreiben" in q["sql"] for q in abfragen.captured_queries), name
