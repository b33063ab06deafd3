"""Jede Seite, die eine Rolle durch Anklicken erreicht, ist barrierefrei (P1) – mit Daten in jeder Liste."""

from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import resolve

#: Wer viel sieht, zuerst: Was für alle gleich gebaut ist, prüft der Browser nur einmal.
ROLLEN = (
    "leitung@stadt.example", "fachkraft@awo.example", "verwaltung@caritas.example", "steuerung@stadt.example",
    "koordination@arge.example", "betrieb@arge.example",
)  # fmt: skip
HOECHSTENS = 120


def muster(pfad):
    """Eine Seite je Art genügt: Nummern und Schlüssel stehen für alle."""
    return resolve(pfad).route


LEER = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Bau(HTMLParser):
    """Woran axe etwas findet: Art, Klassen und Merkmale jedes Elements unter seinem Elternteil; Texte und Wiederholungen sind
    nichts Neues. Dazu die Verweise, die kein Herunterladen sind."""

    def __init__(self, html):
        super().__init__()
        self.elemente, self.verweise, self._stapel = set(), [], [("html", "")]
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        werte = dict(attrs)
        aria = sorted(name for name in werte if name.startswith("aria-"))
        dies = (tag, ".".join([*(werte.get(name) or "" for name in ("class", "role", "type")), *aria]))
        self.elemente.add((self._stapel[-1], dies))
        if tag == "a" and "href" in werte and "download" not in werte:
            self.verweise.append(werte["href"])
        if tag not in LEER:
            self._stapel.append(dies)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in LEER:
            self._stapel.pop()

    def handle_endtag(self, tag):
        if tag not in LEER:
            self._stapel.pop()


def test_jede_erreichbare_seite_ist_barrierefrei(fenster, anmelden, pruefe, haus, axe_quelle):
    """Jede Rolle geht alle ihre Seiten; der Browser prüft eine Seite wieder, wenn eine Rolle auf ihr etwas Neues findet."""
    gebaut: defaultdict[str, set] = defaultdict(set)
    for email in ROLLEN:
        with fenster() as seite:
            anmelden(seite, email)
            seite.add_init_script(
                axe_quelle
            )  # fast jede Seite, die hier aufgeht, wird geprüft: einmal hinein statt jedes Mal
            assert len(gehe(seite, pruefe, haus, email, gebaut)) > 5, f"{email} erreicht fast nichts"
    assert len(gebaut) > 80


def gehe(seite, pruefe, haus, email, gebaut):
    """Besucht je Art eine Seite, die von der Startseite aus zu erreichen ist; die besuchten Arten.

    Gelesen wird jede, der Browser zeigt nur die, auf der es etwas gibt, was er noch nicht geprüft hat.
    """
    offen, gesehen = ["/"], {muster("/")}
    while offen and len(gesehen) < HOECHSTENS:
        pfad = offen.pop(0)
        schon = gebaut[muster(urlsplit(pfad).path)]
        # Wo noch niemand war, ist alles neu: gleich im Browser, statt erst zu lesen und dann zu öffnen.
        antwort = seite.request.get(pfad) if schon else seite.goto(pfad)
        assert antwort.status == 200, f"{email}: {pfad} antwortet {antwort.status}"
        bau = Bau(antwort.text())
        if not bau.elemente <= schon:
            if schon:
                seite.goto(pfad)
            # Am Telefon ist alles enger; am breiten Bildschirm genügt, was es auf noch keiner Seite gab. Sieht eine weitere Rolle auf einer
            # geprüften Seite nur, was axe von anderen kennt, bleiben Überbreite, Verweise und Überschrift zu prüfen.
            bekannt = bau.elemente <= set().union(*gebaut.values())
            pruefe(seite, breiten=(390,) if bekannt else (1280, 390), mit_axe=not (bekannt and schon))
        schon |= bau.elemente
        for ziel in bau.verweise:
            teile = urlsplit(urljoin(antwort.url, ziel))
            if (
                teile.netloc != urlsplit(haus.adresse).netloc
                or teile.path.startswith(("/static/", "/konto/", "/medien/"))
                or "export=" in teile.query
                or teile.path.endswith("/ergebnis/")  # eine Datei, keine Seite
            ):
                continue
            if muster(teile.path) not in gesehen:
                gesehen.add(muster(teile.path))
                offen.append(teile.path + (f"?{teile.query}" if teile.query else ""))
    return gesehen
