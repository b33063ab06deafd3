"""Was das Haus zusammensetzt – durch Namen, nie durch Import (haus 1). `settings` lädt diese Listen."""

from importlib.util import find_spec

#: Die Apps des Hauses von unten nach oben; alle anderen Listen folgen daraus (Routen, Kennzahlen, Prüfungen).
APPS = ("traeger", "ehrenamt", "beratung", "integrationsmanagement", "finanzen")

# Hauptmenü: (Route, Titel, Recht); gezeigt wird, was die Mitgliedschaft öffnen darf.
NAVIGATION = [
    ("beratung:fall-liste", "Beratung", "beratung.fall_lesen"),
    ("integrationsmanagement:fall-liste", "Integrationsmanagement", "integrationsmanagement.im_lesen"),
    ("ehrenamt:projekt-liste", "Ehrenamt", "ehrenamt.projekt_lesen"),
    ("traeger:stellenplan", "Stellen", "traeger.stellenplan_lesen"),
    ("traeger:sitzung-liste", "Zusammenarbeit", "traeger.sitzung_lesen"),
    ("finanzen:uebersicht", "Mittel und Nachweise", "finanzen.finanzen_lesen"),
    ("traeger:traeger-liste", "Stammdaten", "traeger.stammdaten_bearbeiten"),
    ("traeger:mitglied-liste", "Mitglieder", "traeger.mitglieder_verwalten"),
    ("traeger:betrieb", "Betrieb", "traeger.betrieb_lesen"),
]

# Abschnitte: Hauptmenüpunkt → seine Seiten als Reiter (Route, Titel, Recht); sie stehen über jeder Seite des Abschnitts.
ABSCHNITTE = {
    "beratung:fall-liste": [
        ("beratung:fall-liste", "Fälle", "beratung.fall_lesen"),
        ("beratung:kontakt-liste", "Kontakte", "beratung.fall_lesen"),
        ("beratung:kurzberatung-liste", "Kurzberatungen", "beratung.fall_lesen"),
    ],
    "integrationsmanagement:fall-liste": [
        ("integrationsmanagement:fall-liste", "Fälle", "integrationsmanagement.im_lesen"),
        ("integrationsmanagement:gespraech-liste", "Gespräche", "integrationsmanagement.im_lesen"),
        ("integrationsmanagement:auslastung", "Auslastung", "integrationsmanagement.auslastung_lesen"),
    ],
    "ehrenamt:projekt-liste": [
        ("ehrenamt:projekt-liste", "Projekte", "ehrenamt.projekt_lesen"),
        ("ehrenamt:person-liste", "Ehrenamtliche", "ehrenamt.ehrenamt_lesen"),
        ("ehrenamt:treffen-liste", "Treffen", "ehrenamt.ehrenamt_lesen"),
        ("ehrenamt:stunden-liste", "Stunden", "ehrenamt.ehrenamt_lesen"),
        ("ehrenamt:stunden-bestaetigen", "Stunden bestätigen", "ehrenamt.ehrenamt_bearbeiten"),
    ],
    "traeger:stellenplan": [
        ("traeger:stellenplan", "Stellenplan", "traeger.stellenplan_lesen"),
        ("traeger:vzae", "Übersicht VZÄ", "traeger.stellenplan_lesen"),
        ("traeger:vereinbarung-liste", "Vereinbarungen", "traeger.stellenplan_lesen"),
        ("traeger:stellenanteil-liste", "Stellenanteile", "traeger.stellenplan_lesen"),
        ("traeger:bewilligung-liste", "Bewilligungen", "traeger.stellenplan_lesen"),
        ("traeger:fachkraft-liste", "Fachkräfte", "traeger.besetzung_lesen"),
        ("traeger:besetzung-liste", "Besetzungen", "traeger.besetzung_lesen"),
        ("traeger:abwesenheit-liste", "Abwesenheiten", "traeger.besetzung_lesen"),
        ("traeger:anteilmeldung-liste", "Stadtanteil", "traeger.besetzung_lesen"),
        ("traeger:anteilmeldung-liste", "Stadtanteil", "traeger.stellenplan_bearbeiten"),  # die Steuerung liest alle
        ("traeger:warnung-liste", "Warnungen", "traeger.warnung_lesen"),
    ],
    "finanzen:uebersicht": [
        ("finanzen:uebersicht", "Übersicht", "finanzen.uebersicht_lesen"),
        ("finanzen:bescheid-liste", "Bescheide", "finanzen.finanzen_lesen"),
        ("finanzen:auszahlung-liste", "Auszahlungen", "finanzen.finanzen_lesen"),
        ("finanzen:personalkosten-liste", "Personalkosten", "finanzen.finanzen_lesen"),
        ("finanzen:projektmittel-liste", "Projektmittel", "finanzen.finanzen_lesen"),
        ("finanzen:beleg-liste", "Belege", "finanzen.finanzen_lesen"),
        ("finanzen:nachweis-liste", "Nachweise", "finanzen.nachweis_lesen"),
    ],
    "traeger:sitzung-liste": [
        ("traeger:sitzung-liste", "Sitzungen", "traeger.sitzung_lesen"),
        ("traeger:beschluss-liste", "Beschlüsse", "traeger.sitzung_lesen"),
        ("traeger:aufgabe-liste", "Aufgaben", "traeger.sitzung_lesen"),
        ("traeger:netzwerk-liste", "Netzwerkarbeit", "traeger.netzwerk_lesen"),
        ("traeger:partner-liste", "Partner", "traeger.partner_lesen"),
    ],
    "traeger:traeger-liste": [
        ("traeger:traeger-liste", "Träger", "traeger.stammdaten_bearbeiten"),
        ("traeger:standort-liste", "Standorte", "traeger.stammdaten_bearbeiten"),
        ("traeger:quartier-liste", "Quartiere", "traeger.stammdaten_bearbeiten"),
    ],
    "traeger:mitglied-liste": [
        ("traeger:mitglied-liste", "Mitglieder", "traeger.mitglieder_verwalten"),
        ("traeger:einladung-liste", "Einladungen", "traeger.mitglieder_verwalten"),
        ("traeger:freigabe-liste", "Freigaben", "traeger.mitglieder_freigeben"),
    ],
}

# Reiter einer Akte: ihr Namensraum → (Route mit der Nummer des Falls, Titel, Recht). Der erste ist die Akte selbst; eine höhere App meldet ihren hier an.
AKTENREITER = {
    "beratung": [
        ("beratung:fall-detail", "Verlauf", "beratung.fall_lesen"),
        ("beratung:fall-angaben", "Angaben", "beratung.fall_lesen"),
        ("beratung:fall-protokoll", "Protokoll", "beratung.fall_lesen"),
    ],
    "integrationsmanagement": [
        ("integrationsmanagement:fall-detail", "Verlauf", "integrationsmanagement.im_lesen"),
        ("integrationsmanagement:fall-plan", "Plan", "integrationsmanagement.im_lesen"),
        ("integrationsmanagement:fall-angaben", "Angaben", "integrationsmanagement.im_lesen"),
        ("integrationsmanagement:fall-protokoll", "Protokoll", "integrationsmanagement.im_lesen"),
    ],
}

# Reiter, die mehrere Seiten eines Abschnitts zusammenfassen; ihre Seiten stehen als zweite Reihe darunter, solange man dort ist. Mehr als
# acht in einer Reihe liest niemand. Darf eine Rolle nur eine davon öffnen, steht diese selbst in der ersten Reihe.
REITERGRUPPEN = {
    "Vereinbart und bewilligt": ("traeger:vereinbarung-liste", "traeger:stellenanteil-liste", "traeger:bewilligung-liste"),
    "Personal": (
        "traeger:fachkraft-liste", "traeger:besetzung-liste", "traeger:abwesenheit-liste", "traeger:anteilmeldung-liste",
    ),
}  # fmt: skip

# Menüpunkt für Seiten einer App, die in keinem Abschnitt liegen (eine Fassung des Plans); Konto-Seiten haben keinen.
HEIMAT = {
    "beratung": "beratung:fall-liste",
    "integrationsmanagement": "integrationsmanagement:fall-liste",
    "ehrenamt": "ehrenamt:projekt-liste",
}

# Startseite: was man mit einem Griff tut; (Route, Titel, Recht).
SCHNELLZUGRIFF = [
    ("beratung:kontakt-schnell", "Kontakt erfassen", "beratung.fall_bearbeiten"),
    ("integrationsmanagement:gespraech-schnell", "Gespräch erfassen", "integrationsmanagement.im_bearbeiten"),
    ("ehrenamt:treffen-schnell", "Treffen erfassen", "ehrenamt.ehrenamt_bearbeiten"),
    ("traeger:netzwerk-neu", "Netzwerkarbeit erfassen", "traeger.netzwerk_bearbeiten"),
    ("finanzen:nachweis-neu", "Verwendungsnachweis erstellen", "finanzen.nachweis_erstellen"),
    ("finanzen:uebersicht", "Mittel und Stellen ansehen", "finanzen.uebersicht_lesen"),
]

# Startseite, was auf jemanden wartet: (Funktion, Recht, Rollen); jede gibt Zeilen (arge.seite.startseite.Punkt), die von selbst verschwinden.
WARTET = [
    ("traeger.konto.views.konto.angefangen", None, None),
    ("traeger.start.views.zu_erledigen", None, {"leitung"}),
    ("ehrenamt.views.treffen.zu_bestaetigen", "ehrenamt.ehrenamt_bearbeiten", {"leitung"}),
    ("finanzen.views.kosten_fehlen", "finanzen.finanzen_lesen", {"verwaltung"}),
    ("traeger.konto.views.mitglieder.im_betrieb", "traeger.mitglieder_verwalten", {"betrieb"}),
]
# Startseite, die Arbeit je Rolle von oben nach unten: (Funktion, Recht, Rollen); jede gibt einen Abschnitt oder nichts.
STARTSEITE = [
    ("beratung.views.startseite.meine", "beratung.fall_bearbeiten", {"fachkraft"}),
    ("integrationsmanagement.views.startseite.meine", "integrationsmanagement.im_bearbeiten", {"fachkraft"}),
    ("integrationsmanagement.views.startseite.heute_eingetragen", None, {"fachkraft"}),
    ("traeger.start.views.abwesend", "traeger.besetzung_lesen", {"leitung"}),
    ("integrationsmanagement.views.startseite.ohne_plan", "integrationsmanagement.im_lesen", {"leitung"}),
    ("traeger.stellen.views.stellen.endet", "traeger.stellenplan_lesen", {"steuerung"}),
    ("traeger.sitzung.views.sitzung.naechste", "traeger.sitzung_lesen", {"koordination"}),
    ("finanzen.views.berichte", "finanzen.nachweis_lesen", {"koordination"}),
    ("traeger.auftrag.views.laeuft_es", "traeger.betrieb_lesen", {"betrieb"}),
]

#: Was das eine Suchfeld findet, in der Ordnung der Treffer: (arge.seite.suche.Suchart, Recht). Seiten des Hauses kommen dazu.
SUCHE = [
    ("beratung.views.suche.FAELLE", "beratung.fall_lesen"),
    ("integrationsmanagement.views.suche.FAELLE", "integrationsmanagement.im_lesen"),
    ("ehrenamt.views.suche.EHRENAMTLICHE", "ehrenamt.ehrenamt_lesen"),
    ("ehrenamt.views.suche.PROJEKTE", "ehrenamt.projekt_lesen"),
    ("traeger.personal.views.suche.FACHKRAEFTE", "traeger.besetzung_lesen"),
    ("traeger.netzwerk.views.PARTNER", "traeger.partner_lesen"),
    ("traeger.sitzung.views.suche.ZUSAMMENKUENFTE", "traeger.sitzung_lesen"),
]

#: Wo die Zeilen hinter einer Zahl stehen: Liste → Kennzahlen. `?kennzahl=MBE-01&von=…&bis=…` zeigt genau sie.
ZEILEN = {
    "beratung:fall-liste": ("MBE-01", "MBE-02", "MBE-03", "MBE-04", "MBE-10", "MBE-11"),
    "beratung:kontakt-liste": ("MBE-05", "MBE-06", "MBE-07", "MBE-09"),
    "beratung:kurzberatung-liste": ("MBE-08",),
    "integrationsmanagement:fall-liste": ("IM-01", "IM-02", "IM-03", "IM-06", "IM-08", "IM-11", "IM-12", "IM-13"),
    "integrationsmanagement:gespraech-liste": ("IM-04", "IM-05", "IM-07", "IM-10"),
    "ehrenamt:person-liste": ("EA-01", "EA-02", "EA-03", "EA-08"),
    "ehrenamt:projekt-liste": ("EA-05",),
    "ehrenamt:stunden-liste": ("EA-04",),
    "ehrenamt:treffen-liste": ("EA-06", "EA-07"),
    "traeger:netzwerk-liste": ("TR-07", "TR-08"),
    "traeger:stellenanteil-liste": ("TR-01", "TR-04", "TR-09"),
    "traeger:bewilligung-liste": ("TR-02", "TR-05"),
    "traeger:besetzung-liste": ("TR-03", "TR-06", "TR-10"),
    "finanzen:bescheid-liste": ("FI-01",),
    "finanzen:auszahlung-liste": ("FI-02", "FI-07"),
    "finanzen:personalkosten-liste": ("FI-03",),
    "finanzen:projektmittel-liste": ("FI-04",),
    "finanzen:beleg-liste": ("FI-05",),
}

# Kacheln der Startseite: (Nummer der Kennzahl, wann, Recht, Übersicht, wo es keine Liste ihrer Zeilen gibt).
KACHELN = [
    ("MBE-01", "heute", "beratung.fall_lesen", ""),
    ("MBE-05", "jahr", "beratung.fall_lesen", ""),
    ("IM-01", "heute", "integrationsmanagement.im_lesen", ""),
    ("IM-04", "jahr", "integrationsmanagement.im_lesen", ""),
    ("EA-05", "heute", "ehrenamt.projekt_lesen", ""),
    ("EA-01", "heute", "ehrenamt.ehrenamt_lesen", ""),
    ("EA-04", "jahr", "ehrenamt.ehrenamt_lesen", ""),
    ("TR-01", "heute", "traeger.stellenplan_bearbeiten", "traeger:stellenplan"),
    ("FI-01", "jahr", "finanzen.uebersicht_lesen", "finanzen:uebersicht"),
    ("FI-02", "jahr", "finanzen.uebersicht_lesen", "finanzen:uebersicht"),
    ("FI-03", "jahr", "finanzen.finanzen_lesen", ""),
    ("FI-05", "jahr", "finanzen.finanzen_lesen", ""),
]

#: Wer die Zahlen einer App als eigene sieht: Anfang der Nummer → (Überschrift, Recht).
ZAHLENGRUPPEN = {
    "TR": ("Träger, Stellen, Netzwerk", "traeger.stellenplan_lesen"),
    "EA": ("Ehrenamt", "ehrenamt.ehrenamt_lesen"),
    "MBE": ("Migrationsberatung", "beratung.fall_lesen"),
    "IM": ("Integrationsmanagement", "integrationsmanagement.im_lesen"),
    "FI": ("Finanzen", "finanzen.finanzen_lesen"),
}

#: Kapitel des Verwendungsnachweises in ihrer Ordnung: jede App schreibt das ihre.
KAPITEL = [
    "traeger.stellen.bericht.kapitel", "ehrenamt.bericht.kapitel", "beratung.bericht.kapitel",
    "integrationsmanagement.bericht.kapitel", "integrationsmanagement.bericht.stadt", "finanzen.bericht.kapitel",
]  # fmt: skip

#: Woraus die Zahlen des Nachweises entstehen: je App oder Raum Zeilen (arge.zahlen.seither.Beobachtet), deren Änderung nach dem Einfrieren auffällt.
NACHWEIS_LIEST = [
    "traeger.stellen.kennzahlen.BEOBACHTET", "ehrenamt.kennzahlen.BEOBACHTET", "beratung.kennzahlen.BEOBACHTET",
    "integrationsmanagement.kennzahlen.BEOBACHTET", "finanzen.kennzahlen.BEOBACHTET",
]  # fmt: skip

#: Module mit Kennzahlen: eines je App oder, wo eine App Räume hat, je Raum.
KENNZAHLEN = [
    "traeger.stellen.kennzahlen", "traeger.netzwerk.kennzahlen",
    *(f"{app}.kennzahlen" for app in APPS[1:] if find_spec(f"{app}.kennzahlen")),
]  # fmt: skip

# Liste der Fälle je Arbeitsfeld: Route und Titel; die Vertretung führt dorthin (`?meine=vertretung`).
AKTENLISTEN = {
    "MBE": ("beratung:fall-liste", "MBE-Fälle"),
    "IM": ("integrationsmanagement:fall-liste", "IM-Fälle"),
}

# Was an einer Fachkraft hängt, die geht: angemeldet je App (traeger.personal.regeln.Uebergabe).
UEBERGABEN = ["beratung.vorgaenge.UEBERGABE", "integrationsmanagement.vorgaenge.UEBERGABE"]
#: Und was in ihrer Beschäftigung liegen muss: je App die SQL-Funktion, die es prüft, wenn sich die Beschäftigung ändert.
AN_FACHKRAFT = ["beratung_je_kraft_pruefen", "integrationsmanagement_je_kraft_pruefen"]

#: {Nummer: (Zahl, wofür sie gilt, Adresse)} der letzten Fassung eines abgeschlossenen Jahres: Summen über Menschen zeigt sonst keine Seite.
VEROEFFENTLICHT = "finanzen.tables.veroeffentlicht"

#: Was an einem Tag fällig ist (traeger.mitteilung.briefe.Frist): Funktionen (ab, bis) der Apps; der tägliche Lauf fragt sie.
FRISTEN = ["traeger.sitzung.vorgaenge.fristen", "integrationsmanagement.vorgaenge.fristen"]

#: Wohin Seiten des Grunds ihre E-Mails geben (traeger.zugang.postausgang).
POSTAUSGANG = "traeger.zugang.postausgang.aufgeben"

# Arbeit neben der Anfrage: Art → (Funktion, Recht). Das Recht gilt beim Anlegen, beim Ausführen und beim Herunterladen
# (traeger.auftrag.vorgaenge.auftrag). Eine Ausfuhr nennt ihre Liste; dann gilt das Recht dieser Seite.
AUFTRAEGE = {
    "ausfuhr": ("traeger.auftrag.tasks.ausfuhr", None),
    "vzae-pdf": ("traeger.stellen.tasks.vzae_pdf", "traeger.stellenplan_lesen"),
    "niederschrift-pdf": ("traeger.sitzung.tasks.niederschrift_pdf", "traeger.sitzung_lesen"),
    "verwendungsnachweis": ("finanzen.tasks.verwendungsnachweis", "finanzen.nachweis_erstellen"),
    "verwendungsnachweis-pdf": ("finanzen.tasks.verwendungsnachweis_pdf", "finanzen.nachweis_lesen"),
}
#: Wie der Betrieb die Art eines gescheiterten Auftrags liest; was darin stand, liest er nicht.
AUFTRAG_WORTE = {
    "ausfuhr": "Datei einer Liste",
    "vzae-pdf": "Übersicht VZÄ als PDF",
    "verwendungsnachweis": "Verwendungsnachweis",
    "verwendungsnachweis-pdf": "Verwendungsnachweis als PDF",
    "niederschrift-pdf": "Niederschrift als PDF",
}
