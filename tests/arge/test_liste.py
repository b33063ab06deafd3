"""Die Liste: feste Abfragezahl, Keyset in beide Richtungen ohne Lücke und Doppel, Filter, Export ohne Formeln."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import django_filters
import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from markupsafe import Markup
from openpyxl import Workbook, load_workbook

from arge.seite.ausgabe import als_mappe, csv_wert
from arge.seite.filter import Filter
from arge.seite.liste import Leer, Liste, Spalte, liste
from arge.seite.mappe import Angaben, Blatt, Zellen
from arge.seite.zelle import SCHREIBWEISEN, MitWort, Schreibweise, anzeige, dateiwert, formelsicher
from arge.zahlen.format import GESPERRT
from beratung.models import Person
from tests.factories import MitgliedschaftFactory, PersonFactory
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db

NAME = Spalte(
    ("nachname", "vorname"), "Name", format="name", link="mfa_edit_webauthn", sortierbar="suchname"
)  # eine Route mit Nummer, die es im Grund gibt
SPALTEN = (
    NAME,
    Spalte("geburtsdatum", "Geboren", sortierbar=True),
    Spalte("geschlecht", "Geschlecht"),
    Spalte("stadtteil__name", "Stadtteil", sortierbar=True),
    Spalte("dolmetschbedarf", "Dolmetschen"),
)


class PersonFilter(Filter):
    class Meta:
        model = Person
        fields = ("geschlecht", "geburtsdatum")


@pytest.fixture
def mitgliedschaft():
    return MitgliedschaftFactory()


@pytest.fixture
def anfrage(mitgliedschaft):
    """GET-Anfrage einer Fachkraft, wie sie hinter der Middleware ankommt."""

    def bauen(**angaben):
        request = RequestFactory().get("/personen/", angaben)
        request.gelesen = lambda *_: None  # die Einsicht prüft tests/haus/test_einsicht.py
        request.user = mitgliedschaft.benutzer
        request.user.zugang = zugang_von(mitgliedschaft)
        return request

    with handeln(zugang_von(mitgliedschaft)):
        yield bauen


def zeigen(request, **optionen):
    optionen = {"spalten": SPALTEN, "filter": PersonFilter, "titel": "Personen", "export": "personen"} | optionen
    return liste(request, Person.objects.fuer(request.user.zugang), **optionen)


def personen(mitgliedschaft, anzahl, **felder):
    return PersonFactory.create_batch(anzahl, traeger=mitgliedschaft.traeger, **felder)


def test_liste_braucht_zwei_abfragen_bei_einer_zeile(anfrage, mitgliedschaft, django_assert_num_queries):
    personen(mitgliedschaft, 1)
    with django_assert_num_queries(2):
        zeigen(anfrage())


def test_liste_braucht_zwei_abfragen_bei_drei_zeilen(anfrage, mitgliedschaft, django_assert_num_queries):
    personen(mitgliedschaft, 3)
    with django_assert_num_queries(2):
        zeigen(anfrage())


def test_jede_weitere_seite_braucht_drei_abfragen(anfrage, mitgliedschaft, django_assert_num_queries):
    zeilen = personen(mitgliedschaft, 30)
    request = anfrage(nach=zeilen[10].pk, sortierung="nachname")
    with django_assert_num_queries(3):
        zeigen(request)


def blaettern(anfrage, schritt, je_seite=3, **angaben):
    """Alle Nummern, die man beim Blättern von Seite zu Seite sieht."""
    seiten = []
    while True:
        request = anfrage(**angaben)
        seite = Liste(request, Person.objects.fuer(request.user.zugang), SPALTEN, je_seite=je_seite)
        seiten.append([z[0] for z in seite.zeilen])
        ziel = getattr(seite, schritt)
        if ziel is None:
            return seiten, angaben
        angaben = dict(teil.split("=") for teil in ziel.removeprefix("?").split("&"))


@pytest.mark.parametrize("sortierung", ["", "nachname", "-nachname", "geburtsdatum", "-geburtsdatum", "stadtteil.name"])
def test_vorwaerts_und_zurueck_zeigen_jede_zeile_genau_einmal(anfrage, mitgliedschaft, sortierung):
    for n in range(5):
        personen(mitgliedschaft, 1, geburtsdatum=None, nachname=f"Yılmaz{n % 2}")
        personen(mitgliedschaft, 1, geburtsdatum=date(1990, 1, 1 + n % 3), nachname="Ähre")
    grund = {"sortierung": sortierung} if sortierung else {}
    vor, letzte = blaettern(anfrage, "nach", **grund)
    assert len(vor) == 4
    alle = [pk for seite in vor for pk in seite]
    assert len(alle) == len(set(alle)) == 10
    zurueck, _ = blaettern(anfrage, "vor", **letzte)
    assert [pk for seite in reversed(zurueck) for pk in seite] == alle


def test_leere_werte_stehen_in_beiden_richtungen_am_ende(anfrage, mitgliedschaft):
    (ohne,) = personen(mitgliedschaft, 1, geburtsdatum=None)
    personen(mitgliedschaft, 2)
    for sortierung in ("geburtsdatum", "-geburtsdatum"):
        request = anfrage(sortierung=sortierung)
        assert Liste(request, Person.objects.all(), SPALTEN).zeilen[-1][0] == ohne.pk


def test_seitenzahl_und_gesamtzahl(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 7)
    erste = Liste(anfrage(), Person.objects.all(), SPALTEN, je_seite=3, titel="Personen")
    assert (erste.anzahl_text, erste.seite, erste.seiten, erste.vor) == ("7 Personen", 1, 3, None)
    assert "seite=2" in erste.nach


def test_namen_stehen_nie_in_der_adresse_der_naechsten_seite(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 4, nachname="Kanarie")
    seite = Liste(anfrage(sortierung="nachname"), Person.objects.all(), SPALTEN, je_seite=2)
    assert "anarie" not in seite.nach


def test_fremde_ankerzeile_verraet_nichts_und_zeigt_die_erste_seite(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 2)
    fremd = PersonFactory()
    seite = Liste(anfrage(nach=fremd.pk, sortierung="nachname"), Person.objects.all(), SPALTEN)
    assert len(seite.zeilen) == 2


@pytest.mark.parametrize("angabe", [{"nach": "x"}, {"export": "pdf"}])
def test_unsinn_in_der_adresse_ist_400(anfrage, angabe):
    with pytest.raises(BadRequest):
        zeigen(anfrage(**angabe))


def test_unbekannte_sortierung_faellt_auf_die_vorgabe(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 2)
    assert zeigen(anfrage(sortierung="traeger__geheim")).status_code == 200


def test_filter_schraenkt_ein_und_bleibt_in_allen_adressen(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 3)
    personen(mitgliedschaft, 2, geburtsdatum=date(2001, 2, 3))
    request = anfrage(geburtsdatum="3.2.01", sortierung="nachname")
    seite = Liste(request, Person.objects.all(), SPALTEN, filter=PersonFilter, je_seite=1)
    assert seite.anzahl == 2
    assert "geburtsdatum=3.2.01" in seite.nach
    assert "geburtsdatum=3.2.01" in seite.kopf[0]["ziel"]


def test_html_maskiert_werte_und_unterscheidet_gleiche_verweise(anfrage, mitgliedschaft):
    boese, auch = personen(mitgliedschaft, 2, nachname="<script>", vorname="Ali")
    html = zeigen(anfrage()).content.decode()
    assert "<script>, Ali" not in html
    assert "&lt;script&gt;, Ali" in html
    assert f"(Nummer {boese.pk})" in html
    assert f"(Nummer {auch.pk})" in html


def test_auswahlfelder_und_ja_nein_zeigen_ihr_wort(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 1, geschlecht="w", dolmetschbedarf=True)
    html = zeigen(anfrage()).content.decode()
    assert ">weiblich</td>" in html
    assert ">Ja</td>" in html


def test_leerer_zustand_sagt_den_naechsten_schritt(anfrage):
    html = zeigen(anfrage(), leer=Leer("Noch niemand.", "Legen Sie an.", "Person anlegen", "/neu/")).content.decode()
    assert "Noch niemand." in html
    assert 'href="/neu/"' in html


def test_gefiltert_leer_bietet_alle_eintraege(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 1)
    assert "Kein Eintrag passt" in zeigen(anfrage(geburtsdatum="1.1.1901")).content.decode()


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@SUM", "\tx", "\rx", "\nx"])
def test_formelsicher(text):
    assert formelsicher(text) == f"'{text}"
    assert formelsicher(f" {text}") == f" {text}"


def test_csv_enthaelt_alle_zeilen_des_filters_ohne_formeln(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 30)
    personen(mitgliedschaft, 1, nachname="=HYPERLINK(1)", geburtsdatum=date(1990, 5, 17))
    PersonFactory()  # fremder Träger
    inhalt = b"".join(zeigen(anfrage(export="csv", sortierung="nachname"))).decode("utf-8-sig")
    zeilen = inhalt.splitlines()
    assert zeilen[0] == "Name;Geboren;Geschlecht;Stadtteil;Dolmetschen"
    assert len(zeilen) == 32
    assert "'=HYPERLINK(1), Samira;17.05.1990;" in inhalt


def test_xlsx_typisiert_tage_und_schreibt_nie_formeln(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 1, nachname="=1+1")
    mappe = load_workbook(BytesIO(b"".join(zeigen(anfrage(export="xlsx")))))
    name, geboren, *_ = next(mappe.active.iter_rows(min_row=2, max_row=2))
    assert (name.data_type, name.value) == ("s", "=1+1, Samira")
    assert name.quotePrefix
    assert geboren.value.date() == date(1990, 5, 17)


def test_export_behaelt_den_filter(anfrage, mitgliedschaft):
    personen(mitgliedschaft, 2)
    personen(mitgliedschaft, 1, geburtsdatum=date(2001, 2, 3))
    inhalt = b"".join(zeigen(anfrage(export="csv", geburtsdatum="03.02.2001"))).decode("utf-8-sig")
    assert len(inhalt.splitlines()) == 2


# --- Datei = Anzeige --------------------------------------------------------------------------------------------------


def zelle(spalte, *werte, modell=Person):
    """(Text der Seite, Text der CSV, Wert der XLSX) derselben Rohwerte."""
    weise = SCHREIBWEISEN[spalte.format] if isinstance(spalte.format, str) else Schreibweise(str)
    typisch = dateiwert(spalte, modell)(*werte)
    return str(anzeige(spalte, modell)(*werte)), str(csv_wert(typisch, weise.mindestens)), typisch


@pytest.mark.parametrize(
    ("spalte", "werte", "seite", "text", "wert"),
    [
        (Spalte("x", "S", wert=lambda m: Decimal(m) / 60, format="std_min", zahl=True), [855], "14:15 Std.", "14,25", Decimal("14.25")),
        (Spalte("x", "S", wert=lambda m: Decimal(m) / 60, format="std_min", zahl=True), [50], "0:50 Std.", "0,83", Decimal("0.83")),
        (Spalte("x", "V", format="vzae", zahl=True), [Decimal("0.50")], "0,5", "0,5", Decimal("0.5")),
        (Spalte("x", "V", format="vzae", zahl=True), [1], "1,0", "1,0", 1),
        (Spalte("x", "N", format="zahl", zahl=True), [12345], "12.345", "12345", 12345),
        (Spalte("x", "N", format="zahl", zahl=True), [GESPERRT], "·", "·", "·"),
        (Spalte("x", "E", format="euro", zahl=True), [Decimal("-1234.5")], "−1.234,50 €", "-1234,50", Decimal("-1234.5")),
        (Spalte("x", "D", format="datum"), [None], "–", "", None),
        (Spalte("x", "D", format="datum", leer="ohne Ende"), [None], "ohne Ende", "ohne Ende", "ohne Ende"),
        (Spalte("x", "D", format="datum", leer="ohne Ende"), [date(2026, 3, 1)], "01.03.2026", "01.03.2026", date(2026, 3, 1)),
        (Spalte("x", "J"), [True], "Ja", "Ja", "Ja"),
        (Spalte("x", "T", format=lambda w: Markup("<b>{}</b>").format(w)), ["a & b"], "<b>a &amp; b</b>", "a & b", "a & b"),
        (Spalte("x", "T", format=lambda w: w or "–"), [""], "–", "", None),
        (Spalte("x", "T", leer="niemand"), [""], "niemand", "niemand", "niemand"),
        (Spalte(("x", "y"), "T"), ["", None], "–", "", None),
    ],
)  # fmt: skip
def test_seite_csv_und_xlsx_zeigen_denselben_wert(spalte, werte, seite, text, wert):
    assert zelle(spalte, *werte) == (seite.replace(" Std", "\xa0Std").replace(" €", "\xa0€"), text, wert)


@pytest.mark.parametrize(
    "falsch",
    [
        {"format": "{} Std.".format, "zahl": True},
        {"format": "stunde"},
        {"feld": ("a", "b"), "zahl": True},
    ],
)
def test_spalte_deren_datei_etwas_anderes_zeigte_laedt_nicht(falsch):
    with pytest.raises((TypeError, ValueError), match="Spalte „Probe“"):
        Spalte(**{"feld": "a", "titel": "Probe"} | falsch)


def test_zahl_mit_wort_bleibt_in_excel_eine_zahl():
    mappe = Workbook(write_only=True)
    fertig = Zellen(mappe.create_sheet("x")).zelle(MitWort("bis zu ", Decimal("0.4")), "0.0##")
    assert (fertig.value, fertig.data_type, fertig.number_format) == (Decimal("0.4"), "n", '"bis zu "0.0##')
    assert csv_wert(MitWort("bis zu ", Decimal("0.4")), 1) == "bis zu 0,4"


BOESE = [chr(n) for n in (*range(1, 32), 127, 0xFFFE, 0xFFFF) if chr(n) not in "\t\n\r"]


def test_steuerzeichen_brechen_keine_datei(anfrage, mitgliedschaft):
    """Ein senkrechter Tabulator aus Word sperrte den Export der ganzen Liste (fehler.md F15)."""
    personen(mitgliedschaft, 1, nachname=f"Yıl{''.join(BOESE)}maz")
    for art in ("csv", "xlsx"):
        inhalt = b"".join(zeigen(anfrage(export=art)))
        text = inhalt.decode("utf-8-sig") if art == "csv" else load_workbook(BytesIO(inhalt)).active["A2"].value
        assert not set(BOESE) & set(text)
        assert text.split("Yıl", 1)[1].split("maz")[0].strip() == ""


def test_tage_vor_1900_stehen_in_excel_als_text():
    """Excel kennt sie nicht; die Datenbank lässt sie nicht herein, eine gerechnete Spalte könnte sie haben."""
    inhalt = b"".join(
        als_mappe("x.xlsx", [Blatt("Blatt", ["Tag"], [[date(1899, 12, 31)], [date(1900, 3, 1)]])], Angaben("x"))
    )
    erste, zweite = load_workbook(BytesIO(inhalt)).active["A2":"A3"]
    assert (erste[0].data_type, erste[0].value) == ("s", "31.12.1899")
    assert (zweite[0].data_type, zweite[0].value.date()) == ("d", date(1900, 3, 1))


def test_mappe_haelt_steuerzeichen_in_kopf_und_zeilen_aus():
    inhalt = b"".join(als_mappe("x.xlsx", [Blatt("Blatt", ["a\x0bb"], [["c\x0bd"], [Decimal("1.5")]])], Angaben("x")))
    blatt = load_workbook(BytesIO(inhalt)).active
    assert [z[0].value for z in blatt.iter_rows()] == ["a b", "c d", 1.5]


# --- Vorgaben und Fehler des Filters -------------------------------------------------------------------------------------


class VorgabeFilter(Filter):
    vorgabe = {"von": "01.01.2000"}

    von = django_filters.DateFilter(field_name="geburtsdatum", lookup_expr="gte")
    bis = django_filters.DateFilter(field_name="geburtsdatum", lookup_expr="lte")
    stand = django_filters.ChoiceFilter(choices=[("neu", "neue"), ("alle", "alle")], method="nach_stand")

    def nach_stand(self, zeilen, name, wert):
        return zeilen.filter(geburtsdatum__year=2001) if wert == "neu" else zeilen


@pytest.fixture
def drei(mitgliedschaft):
    for jahr in (1990, 2001, 2010):
        personen(mitgliedschaft, 1, geburtsdatum=date(jahr, 5, 1))


def jahre(request):
    seite = Liste(request, Person.objects.all(), SPALTEN, filter=VorgabeFilter, ordnung="geburtsdatum")
    return [zeile[seite.felder.index("geburtsdatum")].year for zeile in seite.zeilen], seite


@pytest.mark.parametrize(
    ("angaben", "soll"),
    [
        ({}, [2001, 2010]), ({"von": ""}, [1990, 2001, 2010]), ({"von": "1.1.2005"}, [2010]), ({"stand": "neu"}, [2001]),
        ({"stand": ""}, [2001, 2010]), ({"stand": "alle"}, [2001, 2010]), ({"von": "", "stand": "neu"}, [2001]),
        ({"von": "x"}, []), ({"bis": "31.11.2026"}, []), ({"stand": "geheim"}, []), ({"bis": "1.1.1999"}, []),
    ],
)  # fmt: skip
def test_vorgabe_gilt_bis_jemand_sie_aendert_oder_leert(anfrage, drei, angaben, soll):
    assert jahre(anfrage(**angaben))[0] == soll


def test_geleerte_vorgabe_bleibt_in_jeder_adresse_anderes_leere_nicht(anfrage, drei):
    _, seite = jahre(anfrage(von="", bis="", stand=""))
    assert seite.adresse(sortierung="nachname") == "?von=&sortierung=nachname"
    assert seite.alle == "/personen/?von="
    assert seite.filterform["stand"].value() == "alle"


def test_unlesbares_hat_keine_datei_und_sagt_warum(anfrage, drei):
    for art in ("csv", "xlsx"):
        antwort = zeigen(anfrage(export=art, von="02.05.2026", bis="01.05.2026"), filter=VorgabeFilter)
        assert antwort.status_code == 400
        assert "„Bis“ liegt vor „Von“." in antwort.content.decode()
