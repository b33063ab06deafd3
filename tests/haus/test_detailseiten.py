"""Jede Beschreibungsliste zeigt unter jedem Etikett den Wert des Feldes, das so heißt: verschiedene Werte in jedem Feld, Etikett → Feld."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from arge.zahlen import format as formate
from beratung.begriffe import Arbeitsform, Aufenthaltsstatus, Finanzierung, Nachholbedarf, Zielgruppe
from ehrenamt.begriffe import Anbindung, Erfahrung, ProjektBereich, ProjektStatus, Verfuegbarkeit
from integrationsmanagement.begriffe import Handlungsfeld, Intensitaet, Schwerpunkt, Verlaengerung, Wohnform, ZielStatus
from integrationsmanagement.models import Planziel
from tests.factories import (
    BenutzerFactory,
    BesetzungFactory,
    EhrenamtlicheFactory,
    FachkraftFactory,
    FallFactory,
    IMFallFactory,
    IntegrationsplanFactory,
    MitgliedschaftFactory,
    PersonFactory,
    ProjektFactory,
    StadtteilFactory,
    StandortFactory,
    StellenanteilFactory,
    TraegerFactory,
    anlegen,
)
from tests.factories.basis import im_namen_von
from tests.factories.traeger import (
    AbwesenheitFactory,
    AufgabeFactory,
    PartnerFactory,
    QuartierFactory,
    SitzungFactory,
    VereinbarungFactory,
    VertretungFactory,
)
from traeger.begriffe import Arbeitsfeld, Datenschutzregime, Qualifikation, Quelle, Rolle, Stellenkreis
from traeger.models import Beschluss, Einladung, Tagesordnungspunkt
from traeger.zugang import zugang_von

pytestmark = pytest.mark.django_db

VORLAGEN = Path(__file__).resolve().parents[2] / "templates"
#: Vorlagen, deren Listen keine Zeile der Datenbank beschreiben oder die anderswo Wert für Wert geprüft sind.
ANDERSWO = {
    "seiten/muster.jinja": "feste Beispiele der Musterseite",
    "storniert.jinja": "jedes Feld unter seinem Namen: test_storno",
    "traeger/personal/import_detail.jinja": "Zahlen einer Prüfung: tests/traeger/personal/test_einlesen.py",
    "traeger/warnung/warnung_detail.jinja": "gerechnet, keine Zeile: tests/traeger/warnung/test_warnung.py",
    "traeger/konto/einladung_annehmen.jinja": "dieselben Felder wie einladung_detail, ohne Anmeldung: test_konto_einladung.py",
    "finanzen/nachweis_detail.jinja": "Angaben der eingefrorenen Fassung: tests/finanzen/test_nachweis.py",
}


def wert(zeile, pfad):
    """Der Wert eines Feldes, wie das Haus ihn schreibt; `a__b` geht über Verweise."""
    *weg, name = pfad.split("__")
    for teil in weg:
        zeile = getattr(zeile, teil)
    roh = getattr(zeile, name)
    if getattr(zeile._meta.get_field(name), "choices", None):
        return getattr(zeile, f"get_{name}_display")()
    if isinstance(roh, date):
        return formate.zeitpunkt(roh) if isinstance(roh, datetime) else formate.datum(roh)
    return str(roh)


def werte(zeile, **felder):
    """{Etikett: Wert}; `_` im Namen steht für ein Leerzeichen."""
    return {name.replace("_", " "): wert(zeile, pfad) for name, pfad in felder.items()}


def tag(n):
    """Für jedes Datumsfeld ein anderer Tag."""
    return date(2010 + n, n, n)


def mbe(awo, ich):
    person = _person(awo)
    fall = FallFactory(
        traeger=awo, person=person, begonnen_am=tag(4), arbeitsform=Arbeitsform.CASE_MANAGEMENT, finanzierung=Finanzierung.BUND,
        zielgruppe=Zielgruppe.CHANCENKARTE, nachholbedarf=Nachholbedarf.LEBENSLAGE,
    )  # fmt: skip
    return reverse("beratung:fall-angaben", args=[fall.pk]), {
        **_personenfelder(person),
        **werte(person, Stadtteil="stadtteil"),
        **werte(
            fall, Beginn="begonnen_am", Arbeitsform="arbeitsform", Finanzierung="finanzierung", Zielgruppe="zielgruppe",
            Bedarf_nach_drei_Jahren="nachholbedarf",
        ),
    }  # fmt: skip


def im(awo, ich):
    person, anderswo = _person(awo), StadtteilFactory(name="Neckargartach")
    fall = IMFallFactory(
        traeger=awo, person=person, begonnen_am=tag(6), au_zuteilung_am=tag(4), wohnen=(Wohnform.PRIVAT, anderswo.pk, tag(5)),
        intensitaet=Intensitaet.NIEDRIG, schwerpunkt=Schwerpunkt.SCHULDEN,
        verlaengerung=Verlaengerung.FAMILIE,
    )  # fmt: skip
    return reverse("integrationsmanagement:fall-angaben", args=[fall.pk]), {
        **_personenfelder(person),
        **werte(
            fall, Beginn_der_Beratung="begonnen_am", Zuteilung_in_die_Anschlussunterbringung="au_zuteilung_am",
            Herkunft="herkunft", Intensität="intensitaet", Schwerpunkt="schwerpunkt",
            Begründung_über_drei_Jahre="verlaengerung",
        ),
        "Auszug aus der Gemeinschaftsunterkunft": formate.datum(tag(5)), "Wohnform": "privater Wohnraum",
        "Stadtteil": "Neckargartach",
    }  # fmt: skip


def _person(awo):
    ort = StadtteilFactory(name="Böckingen")
    return PersonFactory(
        traeger=awo, geburtsdatum=tag(1), einreise_am=tag(2), erster_titel_am=tag(3), sprachen="Dari, Paschto",
        deutschniveau="B1", aufenthaltsstatus=Aufenthaltsstatus.DULDUNG, telefon="07131 1", email="samira@beispiel.example",
        stadtteil=ort, quartier=QuartierFactory(stadtteil=ort, name="Schanz"), staatsangehoerigkeit="Afghanistan",
    )  # fmt: skip


def _personenfelder(person):
    felder = {"E-Mail": wert(person, "email")}
    return felder | werte(
        person, Geburtsdatum="geburtsdatum", Sprachen="sprachen", Deutschniveau="deutschniveau", Aufenthalt="aufenthaltsstatus",
        Einreise="einreise_am", Telefon="telefon",
    )  # fmt: skip


def plan(awo, ich):
    plan = IntegrationsplanFactory(traeger=awo, vereinbart_am=tag(11), ausgangslage="Sucht Arbeit.")
    with im_namen_von(awo.pk):
        ziel = Planziel.objects.create(
            traeger=awo, plan=plan, handlungsfeld=Handlungsfeld.ARBEIT, ziel="Ausbildung", massnahme="Praktikum suchen",
            frist_am=tag(12), status=ZielStatus.TEILWEISE, auswertung="Probearbeit war gut",
        )  # fmt: skip
    return reverse("integrationsmanagement:plan-detail", args=[plan.pk]), werte(
        ziel, Ziel="ziel", Maßnahme="massnahme", Frist="frist_am", Stand="status", Auswertung="auswertung"
    )


def ehrenamtliche(awo, ich):
    person = EhrenamtlicheFactory(
        traeger=awo, geburtsdatum=tag(1), gewonnen_am=tag(2), telefon="07131 2", email="gerda@beispiel.example", sprachen="Türkisch",
        anbindung=Anbindung.CADIFA, verfuegbarkeit=Verfuegbarkeit.KURZFRISTIG, gewonnen_ueber="Freiwilligenbörse",
        erfahrung=Erfahrung.JA,
    )  # fmt: skip
    felder = {"E-Mail": wert(person, "email"), "Eigene Migrationserfahrung": "ja"}
    return reverse("ehrenamt:person-detail", args=[person.pk]), felder | werte(
        person, Geburtsdatum="geburtsdatum", Sprachen="sprachen", Telefon="telefon", Anbindung="anbindung",
        Verfügbarkeit="verfuegbarkeit", Gewonnen_über="gewonnen_ueber",
    )  # fmt: skip


def projekt(awo, ich, mit_minderjaehrigen=True):
    projekt = ProjektFactory(
        traeger=awo, bereiche=[ProjektBereich.FAHRRAD, ProjektBereich.SPRACHE], standort=StandortFactory(name="Haus am Neckar"),
        von=tag(3), bis=date(2027, 3, 31), status=ProjektStatus.GEFAEHRDET, bedarf=7, treffen_dauer_minuten=95,
        mit_minderjaehrigen=mit_minderjaehrigen, in_gu=not mit_minderjaehrigen,
    )  # fmt: skip
    return reverse("ehrenamt:projekt-detail", args=[projekt.pk]), {
        "Status": "gefährdet", "Bereiche": "Fahrradwerkstatt, Sprachgruppen", "Standort": "Haus am Neckar",
        "Laufzeit": formate.spanne(tag(3), date(2027, 3, 31)), "Übliche Dauer": "95 Minuten", "Bedarf": "7 Ehrenamtliche",
        "Mit Minderjährigen": "Ja" if mit_minderjaehrigen else "Nein",
        "In einer Gemeinschaftsunterkunft": "Nein" if mit_minderjaehrigen else "Ja",
    }  # fmt: skip


def projekt_in_gu(awo, ich):
    return projekt(awo, ich, mit_minderjaehrigen=False)


def traeger(awo, ich):
    zeile = TraegerFactory(
        kurzname="Caritas", kuerzel="caritas", ansprechperson="Anna Eins", ansprechperson_vertretung="Berta Zwei", telefon="07131 3",
        email="caritas@beispiel.example", datenschutzregime=Datenschutzregime.KDG, aufsicht="Katholisches Datenschutzzentrum",
        datenschutzbeauftragte="Dora Drei", auskunftsfrist_monate=2, aufbewahrung_jahre=5,
    )  # fmt: skip
    return reverse("traeger:traeger-detail", args=[zeile.pk]), {
        "E-Mail-Adresse": zeile.email, "Frist für Auskünfte": "2 Monate",
        "Aufbewahrung der Akten": "5 Jahre nach dem Jahr des Abschlusses",
        **werte(
            zeile, Ansprechperson="ansprechperson", Vertretung="ansprechperson_vertretung", Telefon="telefon",
            Recht="datenschutzregime", Aufsicht="aufsicht", Datenschutzbeauftragte="datenschutzbeauftragte", Kürzel="kuerzel",
        ),
    }  # fmt: skip


def standort(awo, ich):
    stadtteil = StadtteilFactory(name="Sontheim")
    zeile = StandortFactory(
        kuerzel="haus-ost", strasse="Neckarweg 3", plz="74072", stadtteil=stadtteil, traeger=awo, von=tag(5), bis=date(2027, 5, 31),
        quartier=QuartierFactory(stadtteil=stadtteil, name="Am Hang"),
    )  # fmt: skip
    return reverse("traeger:standort-detail", args=[zeile.pk]), {"Anschrift": "Neckarweg 3, 74072"} | werte(
        zeile,
        Stadtteil="stadtteil",
        Quartier="quartier",
        Träger="traeger",
        genutzt_ab="von",
        genutzt_bis="bis",
        Kürzel="kuerzel",
    )


def einladung(awo, ich):
    von, an = BenutzerFactory(name="Lena Leitung"), BenutzerFactory(name="Nora Neu")
    jetzt = timezone.now()
    with im_namen_von(awo.pk, von.pk):
        zeile = Einladung.objects.create(
            email="neu@beispiel.example", name="Nora", traeger=awo, rolle=Rolle.VERWALTUNG, schluessel_hash="1" * 64,
            gueltig_bis=jetzt + timedelta(days=6), eingeladen_von=von, angenommen_am=jetzt + timedelta(days=2), angenommen_von=an,
        )  # fmt: skip
    felder = {"E-Mail-Adresse": zeile.email, "Träger": awo.name}
    return reverse("traeger:einladung-detail", args=[zeile.pk]), felder | werte(
        zeile, Rolle="rolle", Eingeladen_von="eingeladen_von", Verschickt="eingeladen_am", Gültig_bis="gueltig_bis",
        Angenommen="angenommen_am",
    )  # fmt: skip


def mitglied(awo, ich):
    angemeldet, von = timezone.now() - timedelta(days=3), BenutzerFactory(name="Vera Vergibt")
    frei = BenutzerFactory(name="Fritz Freigabe")
    zeile = MitgliedschaftFactory(
        traeger=awo,
        rolle=Rolle.FACHKRAFT,
        arbeitsfelder=["EA", "IM"],
        von=tag(7),
        bis=date(2027, 7, 7),
        benutzer__last_login=angemeldet,
        vergeben_am=angemeldet - timedelta(days=20),
        vergeben_von=von,
        freigegeben_am=angemeldet - timedelta(days=10),
        freigegeben_von=frei,
    )
    felder = {
        "E-Mail-Adresse": zeile.benutzer.email, "Träger": awo.name, "Arbeitsfelder": "EA, IM", "Zweiter Faktor": "fehlt",
        "Letzte Anmeldung": formate.zeitpunkt(angemeldet),
        "Vergeben": f"{formate.datum(zeile.vergeben_am.date())} von Vera Vergibt",
        "Freigabe": f"{formate.datum(zeile.freigegeben_am.date())} von Fritz Freigabe",
    }  # fmt: skip
    return reverse("traeger:mitglied-detail", args=[zeile.pk]), felder | werte(
        zeile, Rolle="rolle", Gültig_ab="von", Gültig_bis_einschließlich="bis"
    )


def partner(awo, ich):
    adressen = {"email": "jobcenter@beispiel.example", "webseite": "https://jobcenter.example/"}
    zeile = PartnerFactory(ansprechperson="Frau Kontakt", telefon="07131 4", **adressen)
    felder = {"E-Mail-Adresse": zeile.email}
    return reverse("traeger:partner-detail", args=[zeile.pk]), felder | werte(
        zeile, Ansprechperson="ansprechperson", Telefon="telefon", Webseite="webseite"
    )


def aufgabe(awo, ich):
    sitzung, erledigt = SitzungFactory(am=tag(9)), timezone.now() + timedelta(days=1)
    beschluss = anlegen(Beschluss, sitzung=sitzung, nummer=1, text="Die Liste wird abgestimmt.")
    von, wer = BenutzerFactory(name="Vera Verteilt"), BenutzerFactory(name="Erik Erledigt")
    zeile = AufgabeFactory(
        traeger=awo, ansprechperson="Paul Person", faellig_am=tag(10), sitzung=sitzung, beschluss=beschluss, angelegt_von=von,
        punkt=anlegen(Tagesordnungspunkt, sitzung=sitzung, nummer=1, titel="Listen"),
        erledigt_am=erledigt, erledigt_von=wer, ergebnis="Liste liegt vor",
    )  # fmt: skip
    am, vorbei = formate.zeitpunkt(zeile.angelegt_am), f"{formate.zeitpunkt(erledigt)}, Erik Erledigt"
    felder = {"Zum Punkt": "TOP 1: Listen", "Aus dem Beschluss": beschluss.text, "Verteilt": f"{am}, Vera Verteilt"}
    return reverse("traeger:aufgabe-detail", args=[zeile.pk]), felder | {"Erledigt": vorbei} | werte(
        zeile, Verantwortlich="traeger", Ansprechperson="ansprechperson", Fällig_am="faellig_am", Aus_der_Sitzung="sitzung",
        Ergebnis="ergebnis",
    )  # fmt: skip


def sitzung(awo, ich):
    wer, am = BenutzerFactory(name="Nina Notiz"), timezone.now()
    zeile = SitzungFactory(
        am=date(2026, 3, 3), beginn=time(9, 15), ende=time(11, 45), ort="Rathaus", teilnehmende="AWO, Caritas", niederschrift="Einig.",
        niederschrift_am=am, niederschrift_von=wer,
    )  # fmt: skip
    return reverse("traeger:sitzung-detail", args=[zeile.pk]), {
        "Beginn": "09:15 Uhr", "Ende": "11:45 Uhr", "Ort": "Rathaus", "Anwesend": "AWO, Caritas", "Vereinbarung": str(zeile.vereinbarung),
        "Niederschrift": f"{formate.zeitpunkt(am)}, Nina Notiz",
    }  # fmt: skip


def vereinbarung(awo, ich):
    zeile = VereinbarungFactory(
        von=tag(8), bis=date(2027, 8, 8), gekuendigt_am=date(2026, 8, 9), bemerkung="Nachtrag folgt", annahme="Beginn"
    )
    felder = {"Laufzeit": formate.spanne(zeile.von, zeile.bis)}
    return reverse("traeger:vereinbarung-detail", args=[zeile.pk]), felder | werte(
        zeile, gekündigt_am="gekuendigt_am", Bemerkung="bemerkung", Annahme="annahme"
    )


def stellenanteil(awo, ich):
    zeile = StellenanteilFactory(
        traeger=awo, aufgabe="EA", quelle=Quelle.KIDIFLUE, vzae=Decimal("0.45"), ist_obergrenze=True,
        mindestanteil_stadt=Decimal("0.15"), standort=StandortFactory(name="Haus West", traeger=awo), befristet_bis=date(2027, 9, 9),
        bemerkung="Bis zur Verlängerung", annahme="Beginn nicht belegt",
    )  # fmt: skip
    felder = {
        "Umfang": "bis zu 0,45 VZÄ",
        "Mindestanteil für die Stadt": "0,15 VZÄ",
        "Zählt zu": Stellenkreis.KIRCHLICH.label,
    }
    return reverse("traeger:stellenanteil-detail", args=[zeile.pk]), felder | werte(
        zeile, Standort="standort", Finanzierung_befristet_bis="befristet_bis", Bemerkung="bemerkung", Annahme="annahme"
    )


def besetzung(awo, ich):
    zeile = BesetzungFactory(traeger=awo, vzae=Decimal("0.35"), von=date(2026, 2, 3), bis=date(2027, 2, 4))
    return reverse("traeger:besetzung-beenden", args=[zeile.pk]), {
        "Stellenanteil": str(zeile.stellenanteil), "Umfang": "0,35 VZÄ", "Zeitraum": formate.spanne(zeile.von, zeile.bis),
    }  # fmt: skip


def fachkraft(awo, ich):
    konto = BenutzerFactory(email="jana@beispiel.example")
    MitgliedschaftFactory(benutzer=konto, traeger=awo)
    zeile = FachkraftFactory(
        traeger=awo,
        qualifikation=Qualifikation.MITTLERER,
        beschaeftigt_von=tag(3),
        beschaeftigt_bis=date(2027, 1, 31),
        benutzer=konto,
    )
    return reverse("traeger:fachkraft-detail", args=[zeile.pk]), {
        "Abschluss": "mittlerer Abschluss", "Beschäftigt": formate.spanne(tag(3), date(2027, 1, 31)), "Konto": konto.email,
    }  # fmt: skip


def vertretung(awo, ich):
    zeile = VertretungFactory(
        traeger=awo, abwesenheit=AbwesenheitFactory(traeger=awo, von=date(2026, 7, 2), bis=date(2026, 7, 30)),
        eingerichtet_von=BenutzerFactory(name="Lena Leitung"), arbeitsfelder=["MBE"],
    )  # fmt: skip
    return reverse("traeger:vertretung-detail", args=[zeile.pk]), {
        "Zeitraum": formate.spanne(zeile.von, zeile.bis), "Arbeitsfelder": Arbeitsfeld.MBE.label,
        "Eingerichtet": f"{formate.zeitpunkt(zeile.eingerichtet_am)} von Lena Leitung",
    }  # fmt: skip


def konto(awo, ich):
    return reverse("konto"), {
        "Name": ich.benutzer.name, "E-Mail-Adresse": ich.benutzer.email, "Arbeitet gerade als": zugang_von(ich).bezeichnung,
    }  # fmt: skip


F, L, B = Rolle.FACHKRAFT, Rolle.LEITUNG, Rolle.BETRIEB
#: Vorlage → (Rolle, Seite mit Werten).
SEITEN = [
    ("beratung/_angaben.jinja", F, mbe), ("integrationsmanagement/_angaben.jinja", F, im),
    ("integrationsmanagement/_ziele.jinja", F, plan), ("ehrenamt/person_detail.jinja", F, ehrenamtliche),
    ("ehrenamt/projekt_detail.jinja", F, projekt), ("ehrenamt/projekt_detail.jinja", F, projekt_in_gu),
    ("traeger/stammdaten/traeger_detail.jinja", B, traeger), ("traeger/stammdaten/standort_detail.jinja", B, standort),
    ("traeger/konto/einladung_detail.jinja", L, einladung), ("traeger/konto/mitglied_detail.jinja", L, mitglied),
    ("traeger/konto/konto.jinja", L, konto), ("traeger/netzwerk/partner_detail.jinja", L, partner),
    ("traeger/sitzung/aufgabe_detail.jinja", L, aufgabe), ("traeger/sitzung/sitzung_detail.jinja", L, sitzung),
    ("traeger/stellen/vereinbarung_detail.jinja", L, vereinbarung), ("traeger/stellen/stellenanteil_detail.jinja", L, stellenanteil),
    ("traeger/personal/besetzung_formular.jinja", L, besetzung), ("traeger/personal/fachkraft_detail.jinja", L, fachkraft),
    ("traeger/personal/vertretung_detail.jinja", L, vertretung),
]  # fmt: skip


def sauber(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\N{SOFT HYPHEN}", "").split())


def gezeigt(seite):
    """{Etikett: Wert} aller Beschreibungslisten einer Seite."""
    paare = re.findall(r"<dt[^>]*description-list[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", seite, re.DOTALL)
    assert len(paare) == len(dict(paare)), "ein Etikett steht zweimal"
    return {sauber(begriff): sauber(wert) for begriff, wert in paare}


@pytest.mark.parametrize(("vorlage", "rolle", "bauen"), SEITEN, ids=[bauen.__name__ for _, _, bauen in SEITEN])
def test_unter_jedem_etikett_steht_der_wert_seines_feldes(client, uhr, vorlage, rolle, bauen):
    uhr(date(2026, 11, 22))
    awo = TraegerFactory(kurzname="AWO", name="Arbeiterwohlfahrt Heilbronn")
    ich = MitgliedschaftFactory(rolle=rolle, traeger=None if rolle == B else awo)
    client.force_login(ich.benutzer)
    adresse, erwartet = bauen(awo, ich)
    erwartet = {begriff: sauber(str(wert)) for begriff, wert in erwartet.items()}
    assert len(set(erwartet.values())) == len(erwartet), "gleiche Werte: ein vertauschtes Feld fiele nicht auf"
    assert "–" not in erwartet.values()
    assert gezeigt(client.get(adresse).content.decode()) == erwartet


def test_jede_vorlage_mit_beschreibungsliste_steht_hier():
    mit_liste = {str(d.relative_to(VORLAGEN)) for d in VORLAGEN.rglob("*.jinja") if "b.beschreibungsliste(" in d.read_text()}
    assert mit_liste - {"bausteine/basis.jinja"} == {vorlage for vorlage, _, _ in SEITEN} | set(ANDERSWO)
