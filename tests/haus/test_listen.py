"""Jede Liste des Hauses, mit Zeilen und für jede Rolle, die sie sieht: Seite, CSV und XLSX zeigen dieselben Zellen;
Vorgaben überleben Blättern, Sortieren und Export; ein unlesbarer Filter zeigt weder Zeilen noch Summen noch Dateien.

Gelesen wird die fertige Seite, nicht die Liste im Programm: was hier steht, sieht auch ein Mensch.
"""

import csv
import html
import io
import re
from collections import Counter
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import parse_qsl, urlencode, urljoin

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from arge.seite.filter import Filter
from tests.factories import MitgliedschaftFactory
from tests.haus.test_abfragen import ANMELDUNG, _browser
from tests.haus.test_urls import ROUTEN, zeilen
from tests.haus.test_urls import SEITEN as TABELLE
from tests.lesen import Leser
from traeger.begriffe import Rolle
from traeger.models import Benutzer, Traeger

#: Seiten mit einer Liste und Export heißen „…-liste“; ob das stimmt, prüft der erste Test an jeder Seite ohne Nummer.
#: Drei zeigen wenige eigene Zeilen ohne Filter und Datei: Fassungen, Entwürfe, hochgeladene Dateien.
LISTEN = {n for n in TABELLE if n.endswith("-liste")} - {
    "finanzen:nachweis-liste",
    "traeger:entwurf-liste",
    "traeger:freigabe-liste",
    "traeger:import-liste",
}
#: Offene Einladungen nennen Adressen, die noch niemand bestätigt hat; dafür gibt es keine Datei.
OHNE_DATEI = {"traeger:einladung-liste"}
#: Filter hängen an der Liste, nicht an der Rolle: je Liste eine, die sie sieht.
EINMAL = [(name, next(rolle for rolle in Rolle if rolle in TABELLE[name].wer)) for name in sorted(LISTEN)]
OHNE_NUMMER = [name for name, parameter in sorted(ROUTEN.items()) if not parameter and not TABELLE[name].ist_offen]


class Seite(Leser):
    """Was eine Seite zeigt: Zellen der Liste, Verweise, Felder des Filters mit ihrem Wert, Tabellen."""

    def __init__(self, antwort):
        self.zeilen, self.koepfe, self.verweise, self.felder, self.wahlen = [], [], {}, {}, {}
        self.fehler, self.tabellen, self.hat_liste, self._hier, self._filter = [], 0, False, False, False
        self._stapel, self._text, self._ziel, self._wahl = [], None, None, None
        self.text = antwort.content.decode()
        self.lies(self.text)

    def start(self, tag, werte):
        klasse = werte.get("class", "")
        if werte.get("id") == "liste":
            self.hat_liste = self._hier = True
        if tag == "form":
            self._filter = werte.get("role") == "search" and werte.get("method") == "get"
        self.tabellen += tag == "table"
        if self._hier and tag == "tr":
            self.zeilen.append([])
        if self._hier and tag in ("td", "th"):
            self._text = []
            self._zahl = "numeric" in klasse
        if tag == "a":
            self._ziel, self._vorher = werte.get("href", ""), len(self._text) if self._text is not None else None
            self._linktext = []
        if (tag == "span" and "kern-sr-only" in klasse and self._text is not None) or self._stapel:
            self._stapel.append(tag)
        if tag == "p" and klasse == "kern-error":
            self.fehler.append(True)
        if self._filter and tag == "input" and werte.get("name") and werte.get("type") != "hidden":
            self.felder[werte["name"]] = werte.get("value", "")
        if self._filter and tag == "select":
            self._wahl = werte["name"]
            self.wahlen[self._wahl], self.felder[self._wahl] = [], None
        if tag == "option" and self._wahl:
            self.wahlen[self._wahl].append(werte["value"])
            if "selected" in werte or self.felder[self._wahl] is None:
                self.felder[self._wahl] = werte["value"]

    def end(self, tag):
        if self._stapel:
            self._stapel.pop()
        self._hier &= tag != "section"
        self._filter &= tag != "form"
        if tag == "select":
            self._wahl = None
        if tag == "a" and self._ziel is not None:
            self.verweise.setdefault(" ".join("".join(self._linktext).split()), self._ziel)
            self._ziel = None
        if tag in ("td", "th") and self._text is not None:
            zelle = " ".join("".join(self._text).split())
            (self.koepfe if tag == "th" else self.zeilen[-1]).append((zelle, self._zahl) if tag == "th" else zelle)
            self._text = None

    def data(self, daten):
        if self._ziel is not None:
            self._linktext.append(daten)
        if self._text is not None and not self._stapel:
            self._text.append(daten)

    @property
    def tabelle(self):
        return [zeile for zeile in self.zeilen if zeile]

    def ziel(self, anfang):
        """Adresse des ersten Verweises, dessen Text so beginnt."""
        return next((ziel for text, ziel in self.verweise.items() if text.startswith(anfang)), None)


def gleich(wert, *, csv_text=False):
    """Ein Wert in der Schreibweise, in der Seite, CSV und XLSX verglichen werden: Tag, Zahl oder Text."""
    if wert is None or wert == "–":
        return ""
    if isinstance(wert, datetime):
        return f"{wert:%d.%m.%Y %H:%M}".removesuffix(" 00:00")
    if isinstance(wert, date):
        return f"{wert:%d.%m.%Y}"
    if isinstance(wert, (int, float, Decimal)):
        return f"{Decimal(str(wert)).normalize():f}"
    text = " ".join(str(wert).replace("\N{SOFT HYPHEN}", "").split())
    if csv_text:
        text = re.sub(r"^'(?=[=+\-@])", "", text)
    text = re.sub(r"^(\d\d\.\d\d\.\d{4}), (\d\d:\d\d) Uhr$", r"\1 \2", text)
    if zeit := re.fullmatch(r"([\d.]+):(\d\d) Std\.", text):  # die Datei rechnet mit Stunden als Dezimalzahl
        minuten = int(zeit[1].replace(".", "")) * 60 + int(zeit[2])
        return f"{(Decimal(minuten) / 60).quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"
    zahl = re.fullmatch(
        r"(?P<wort>bis zu )?(?P<minus>[−-]?)(?P<ganz>\d{1,3}(\.\d{3})*|\d+)(?P<bruch>,\d+)?( (Std\.|€))?", text
    )
    if zahl:
        ganz = zahl["ganz"].replace(".", "")
        wert = Decimal(f"{ganz}{(zahl['bruch'] or '').replace(',', '.')}")
        return f"{zahl['wort'] or ''}{'-' if zahl['minus'] else ''}{wert.normalize():f}"
    return text


def csv_zeilen(antwort):
    assert antwort.status_code == 200
    inhalt = b"".join(antwort.streaming_content).decode("utf-8-sig")
    return [[gleich(wert, csv_text=True) for wert in zeile] for zeile in csv.reader(io.StringIO(inhalt), delimiter=";")]


def xlsx_zellen(antwort):
    assert antwort.status_code == 200
    blatt = load_workbook(io.BytesIO(b"".join(antwort.streaming_content))).active
    return [list(zeile) for zeile in blatt.iter_rows()]


def xlsx_wert(zelle):
    """Der Wert, wie Excel ihn zeigt: ein Wort im Zahlenformat („bis zu “) gehört dazu."""
    wort = re.match(r'"([^"]+)"', zelle.number_format) if isinstance(zelle.value, (int, float)) else None
    return (wort[1] if wort else "") + gleich(zelle.value)


@pytest.fixture(scope="module")
def demo(demodaten, django_db_blocker):
    """Demodaten, dazu eine Zeile von allem, was sie nicht haben: {Rolle: Browser}."""
    with django_db_blocker.unblock():
        for kuerzel, rolle in (("caritas", Rolle.LEITUNG), ("caritas", Rolle.VERWALTUNG)):
            traeger = Traeger.objects.get(kuerzel=kuerzel)
            zeilen(traeger, MitgliedschaftFactory(traeger=traeger, rolle=rolle))
        yield {rolle: _browser(Benutzer.objects.get(email=ANMELDUNG[rolle])) for rolle in Rolle}


def oeffne(browser, ziel):
    antwort = browser.get(ziel)
    assert antwort.status_code == 200, ziel
    return Seite(antwort)


def alle_seiten(browser, ziel):
    """(Alle Zeilen, die man beim Weiterblättern sieht, Zahl der Seiten)."""
    gesehen, seiten = [], 0
    while ziel:
        seite = oeffne(browser, ziel)
        gesehen, seiten = gesehen + seite.tabelle, seiten + 1
        weiter = seite.ziel("Nächste Seite")
        ziel = urljoin(ziel, weiter) if weiter else None
    return gesehen, seiten


def menge(zeilen):
    return Counter(tuple(gleich(zelle) for zelle in zeile) for zeile in zeilen)


def ohne_vorgabe(ziel, **mehr):
    pfad, _, angaben = ziel.partition("?")
    return f"{pfad}?{urlencode({**dict(parse_qsl(angaben, keep_blank_values=True)), **mehr})}"


def test_alle_listen_stehen_hier(demo):
    """Wer eine Liste mit Export baut, bekommt diese Prüfungen von selbst – oder dieser Test fällt."""
    gefunden = set()
    for name in OHNE_NUMMER:
        for rolle in Rolle:
            if rolle in TABELLE[name].wer:
                antwort = demo[rolle].get(reverse(name))
                if antwort.status_code == 200 and "html" in antwort.headers["content-type"] and Seite(antwort).hat_liste:
                    gefunden.add(name)
                break
    assert gefunden == LISTEN


@pytest.mark.parametrize("name", sorted(LISTEN - OHNE_DATEI))
def test_datei_zeigt_zelle_fuer_zelle_was_die_seite_zeigt(demo, monkeypatch, name):
    """Je Rolle, die andere Spalten oder Zeilen sieht als die vor ihr."""
    monkeypatch.setattr("arge.seite.liste.JE_SEITE", 60)
    gesehen = []
    for rolle in [rolle for rolle in Rolle if rolle in TABELLE[name].wer]:
        browser = demo[rolle]
        ziel = ohne_vorgabe(reverse(name), **dict.fromkeys(vorgaben(browser, name)[0], ""))
        seite = oeffne(browser, ziel)
        assert seite.tabelle, f"{rolle}: Liste ohne Zeilen prüft nichts"
        if (zeigt := (seite.koepfe, seite.tabelle)) not in gesehen:
            gesehen.append(zeigt)
            vergleiche(browser, ziel, seite)


def vergleiche(browser, ziel, seite):
    tabelle = csv_zeilen(browser.get(ohne_vorgabe(ziel, export="csv")))
    zellen = xlsx_zellen(browser.get(ohne_vorgabe(ziel, export="xlsx")))
    titel = [gleich(text) for text, _ in seite.koepfe]  # eine Trennfuge zeigt keine Datei
    assert tabelle[0] == titel == [zelle.value for zelle in zellen[0]]
    assert len(tabelle) == len(zellen)
    for n, angezeigt in enumerate(seite.tabelle, 1):
        soll = [gleich(zelle) for zelle in angezeigt]
        assert tabelle[n] == soll
        assert [xlsx_wert(zelle) for zelle in zellen[n]] == soll
        for (text, ist_zahl), roh, zelle in zip(seite.koepfe, angezeigt, zellen[n], strict=True):
            if ist_zahl and roh not in ("–", "·"):
                assert zelle.data_type == "n", text
            if re.fullmatch(r"\d\d\.\d\d\.\d{4}(, \d\d:\d\d Uhr)?", roh):
                assert zelle.is_date, text


def vorgaben(browser, name):
    """Was die Seite von selbst einschränkt: Felder, die ohne jede Angabe einen Wert haben (außer „alle“)."""
    seite = oeffne(browser, reverse(name))
    return {n: w for n, w in seite.felder.items() if w and w != "alle"}, seite.wahlen


def varianten(browser, name):
    felder, wahlen = vorgaben(browser, name)
    faelle = [{}]
    for feld in felder:
        faelle.append({feld: ""})
        if "alle" in wahlen.get(feld, ()):
            faelle.append({feld: "alle"})
    return faelle


@pytest.mark.parametrize(("name", "rolle"), EINMAL)
def test_vorgabe_und_geleertes_gelten_auf_jeder_seite_sortiert_und_in_der_datei(demo, monkeypatch, name, rolle):
    browser = demo[rolle]
    for angaben in varianten(browser, name):
        ziel = ohne_vorgabe(reverse(name), **angaben)
        monkeypatch.setattr("arge.seite.liste.JE_SEITE", 25)
        seite = oeffne(browser, ziel)
        anzahl = int(re.search(r'arge-liste__anzahl" role="status">([\d.]+)', seite.text)[1].replace(".", ""))
        monkeypatch.setattr("arge.seite.liste.JE_SEITE", max(1, anzahl // 2))  # auch eine kurze Liste hat eine zweite Seite
        for feld, wert in angaben.items():
            assert seite.felder[feld] in (wert, wert or "alle"), "das Geleerte kommt im Feld zurück"
        gezeigt, seiten = alle_seiten(browser, ziel)
        soll = menge(gezeigt)
        assert len(gezeigt) == anzahl
        assert seiten > 1 or anzahl < 2
        if soll and name not in OHNE_DATEI:
            datei = csv_zeilen(browser.get(urljoin(ziel, seite.ziel("CSV"))))
            assert Counter(map(tuple, datei[1:])) == soll
            excel = xlsx_zellen(browser.get(urljoin(ziel, seite.ziel("Excel"))))
            assert Counter(tuple(map(xlsx_wert, zeile)) for zeile in excel[1:]) == soll
        sortieren = [href for href in seite.verweise.values() if "sortierung=" in href]
        for weiter in sortieren[:1]:
            assert menge(alle_seiten(browser, urljoin(ziel, weiter))[0]) == soll


def test_jede_erklaerte_vorgabe_ist_auf_einer_seite_zu_sehen(demo):
    """Sonst prüfte der Test darüber nichts."""
    gezeigt = set()
    for name, rolle in EINMAL:
        gezeigt |= {(name, feld) for feld in vorgaben(demo[rolle], name)[0]}
    erklaert = [art for art in arten(Filter) if not art.__module__.startswith("tests.") and art.vorgabe]
    assert len({name for name, _ in gezeigt}) == len(erklaert) == 21


def arten(grund):
    return [art for unter in grund.__subclasses__() for art in (unter, *arten(unter))]


UNLESBAR = ["31.11.2026", "gestern", "0"]


@pytest.mark.parametrize(("name", "rolle"), EINMAL)
def test_unlesbarer_filter_zeigt_fehler_und_nichts_sonst(demo, name, rolle):
    browser, ziel = demo[rolle], reverse(name)
    seite = oeffne(browser, ziel)
    falsch = [{feld: wert} for feld in seite.felder if feld in {"von", "bis", "am"} for wert in UNLESBAR]
    falsch += [{"von": "02.05.2026", "bis": "01.05.2026"}] if {"von", "bis"} <= seite.felder.keys() else []
    falsch += [{feld: "gibt-es-nicht"} for feld in seite.wahlen]
    falsch += [{feld: "999999"} for feld in seite.wahlen]
    for angaben in falsch:
        kaputt = oeffne(browser, ohne_vorgabe(ziel, **angaben))
        assert kaputt.tabelle == [], angaben
        assert kaputt.tabellen == (1 if name == "traeger:warnung-liste" else 0), "Summen gehören zu Zeilen"
        assert kaputt.fehler, "kein Fehler am Feld"
        assert 'role="alert"' in kaputt.text
        assert "<title>Fehler: " in kaputt.text
        assert "arge-filtermarke" not in kaputt.text
        for art in ("csv", "xlsx"):
            keine = browser.get(ohne_vorgabe(ziel, export=art, **angaben))
            assert (keine.status_code, keine.headers["content-type"]) == (400, "text/html; charset=utf-8")
            assert "Bitte prüfen Sie den Filter" in keine.content.decode()


@pytest.mark.parametrize(("name", "rolle"), EINMAL)
def test_ferne_tage_und_unbekannte_sortierung_brechen_nichts(demo, name, rolle):
    browser, ziel = demo[rolle], reverse(name)
    seite = oeffne(browser, ziel)
    for feld in {"von", "bis", "am"} & seite.felder.keys():
        for wert in ("31.12.9999", "01.01.0001"):
            fern = oeffne(browser, ohne_vorgabe(ziel, **{feld: wert}))
            assert fern.fehler or browser.get(ohne_vorgabe(ziel, **{feld: wert, "export": "csv"})).status_code == 200
    assert oeffne(browser, ohne_vorgabe(ziel, sortierung="traeger__geheim")).tabelle == seite.tabelle


UEBERSICHTEN = {
    "traeger:stellenplan": ["am"], "traeger:vzae": ["am", "von", "bis", "lesart", "traeger", "aufgabe", "quelle"],
    "integrationsmanagement:auslastung": ["am"], "finanzen:uebersicht": ["jahr"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "feld", "rolle"),
    [(n, f, next(r for r in Rolle if r in TABELLE[n].wer)) for n, felder in UEBERSICHTEN.items() for f in felder],
)
def test_unlesbare_auswahl_einer_uebersicht_zeigt_keine_zahl_und_keine_datei(demo, name, feld, rolle):
    browser = demo[rolle]
    assert oeffne(browser, reverse(name)).tabellen
    for wert in (*UNLESBAR, "x"):
        seite = oeffne(browser, ohne_vorgabe(reverse(name), **{feld: wert}))
        assert seite.tabellen == 0
        assert "<img" not in seite.text
        assert "<title>Fehler: " in seite.text
        assert seite.fehler
        for datei in [route for route in ROUTEN if route == f"{name}-xlsx"]:  # ein PDF ist ein Auftrag und hat keine Adresse
            keine = browser.get(ohne_vorgabe(reverse(datei), **{feld: wert}))
            assert (keine.status_code, keine.headers["content-type"]) == (400, "text/html; charset=utf-8")


def test_eine_marke_nimmt_genau_ihren_filter_weg_auch_eine_vorgabe(demo):
    """„laufende ✕“ leert die Vorgabe, und sie bleibt geleert; die anderen Filter bleiben stehen."""
    browser, ziel = demo[Rolle.LEITUNG], reverse("beratung:fall-liste")
    (laufende,) = marken(browser.get(ziel))
    assert laufende == ("laufende", "?stand=")
    assert marken(browser.get(ziel + laufende[1])) == []
    beide = marken(browser.get(f"{ziel}?finanzierung=stadt"))
    assert [wohin for _, wohin in beide] == ["?finanzierung=stadt&stand=", "?"]


def marken(antwort):
    """[(Wort, Adresse ohne ihn)] der gesetzten Filter."""
    liste = re.search(r'<ul class="arge-filtermarken".*?</ul>', antwort.content.decode(), re.DOTALL)
    gefunden = (
        re.findall(r'class="arge-filtermarke" href="([^"]*)">(.*?)<span aria-hidden', liste[0], re.DOTALL) if liste else []
    )
    return [(re.sub(r"<[^>]+>.*?</[^>]+>", "", wort).strip(), html.unescape(wohin)) for wohin, wort in gefunden]
