"""Wortschatz der Beratung. Quelle: Konzept 3.1, Fachmodell 3."""

from django.db.models import TextChoices


class Geschlecht(TextChoices):
    """Angabe der Person; „keine Angabe“ ist eine Angabe."""

    WEIBLICH = "w", "weiblich"
    MAENNLICH = "m", "männlich"
    DIVERS = "d", "divers"
    KEINE = "k", "keine Angabe"


class Deutschniveau(TextChoices):
    """Gemeinsamer Europäischer Referenzrahmen; A0 = keine Kenntnisse."""

    A0 = "A0", "A0 (keine Kenntnisse)"
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Aufenthaltsstatus(TextChoices):
    """Grober Status für Zulässigkeit und Statistik; Einzelheiten gehören nicht hierher (Datensparsamkeit)."""

    GESTATTUNG = "gestattung", "Aufenthaltsgestattung (Asylverfahren)"
    DULDUNG = "duldung", "Duldung"
    ERLAUBNIS_24 = "erlaubnis24", "Aufenthaltserlaubnis § 24 AufenthG (Ukraine)"
    ERLAUBNIS_25 = "erlaubnis25", "Aufenthaltserlaubnis nach Schutzgewährung"
    FAMILIE = "familie", "Familiennachzug"
    ARBEIT = "arbeit", "Erwerb, Ausbildung, Chancenkarte"
    NIEDERLASSUNG = "niederlassung", "Niederlassungserlaubnis"
    EU = "eu", "EU-Freizügigkeit"
    SPAETAUSSIEDLER = "spaetaussiedler", "Spätaussiedlerin oder Spätaussiedler"
    UNBEKANNT = "unbekannt", "nicht erhoben"


class Zielgruppe(TextChoices):
    """Wonach die Beratung offensteht (Konzept 3.1, Zielgruppen); § 20 Abs. 1 und 2 a. F. heißt seit 1.6.2024 §§ 20a/20b."""

    BVFG = "bvfg", "Spätaussiedler und Angehörige (§ 9 BVFG)"
    KURS = "kurs", "Integrationskurs (§§ 44, 44a AufenthG)"
    ARBEITSUCHE = "arbeitsuche", "Arbeitsplatzsuche (§ 20 AufenthG)"
    CHANCENKARTE = "chancenkarte", "Chancenkarte (§§ 20a, 20b AufenthG)"
    FLUCHT = "flucht", "Flucht: Asyl oder Ukraine"
    ANDERE = "andere", "andere Zugewanderte"
    UNBEKANNT = "unbekannt", "nicht erhoben"


class Nachholbedarf(TextChoices):
    """Warum die Beratung mehr als drei Jahre nach Einreise und erstem Titel offensteht (Konzept 3.1: nachholende Integration)."""

    SPRACHE = "sprache", "Deutschkenntnisse reichen nicht aus"
    ZUGANG = "zugang", "bisher ohne Kurs, Arbeit oder Beratung"
    LEBENSLAGE = "lebenslage", "neue Lebenslage, vergleichbar mit Neuzugewanderten"


class Finanzierung(TextChoices):
    """Wer einen MBE-Fall oder eine Kurzberatung bezahlt; gegen Doppelförderung getrennt (fakten 0.2 Nr. 10)."""

    STADT = "stadt", "Stadt (ARGE Integration)"
    BUND = "bund", "Bund (MBE-Förderrichtlinie)"


class Arbeitsform(TextChoices):
    """Arbeitsweise im MBE-Fall (Konzept 3.1 Aufgaben)."""

    ERST = "erst", "Erstberatung"
    EINZELFALL = "einzelfall", "Einzelfallberatung"
    CASE_MANAGEMENT = "case", "Case Management"


class KontaktForm(TextChoices):
    """Wie ein Kontakt stattfand."""

    PERSOENLICH = "persoenlich", "persönlich"
    TELEFON = "telefon", "Telefon"
    VIDEO = "video", "Video"
    HAUSBESUCH = "hausbesuch", "Hausbesuch"
    SCHRIFTLICH = "schriftlich", "schriftlich"
    AUFSUCHEND = "aufsuchend", "aufsuchend"


class Thema(TextChoices):
    """Die neun Beratungsthemen (Konzept 3.1)."""

    ARBEIT = "arbeit", "Arbeitsmarktintegration"
    ANERKENNUNG = "anerkennung", "Anerkennung beruflicher Abschlüsse"
    BILDUNG = "bildung", "Qualifizierungsbedarf und Bildung"
    SPRACHE = "sprache", "Sprachförderung und Integrationskurse"
    SOZIALES = "soziales", "soziale Integration"
    GESUNDHEIT = "gesundheit", "gesundheitliche, familiäre, psychosoziale Situation"
    FINANZEN = "finanzen", "wirtschaftliche Situation, finanzielle Absicherung"
    AUFENTHALT = "aufenthalt", "Aufenthaltsrecht"
    NACHZUG = "nachzug", "Familiennachzug"


class Abschlussgrund(TextChoices):
    """Warum ein Fall endet."""

    ZIEL = "ziel", "Ziele erreicht"
    VERWIESEN = "verwiesen", "an andere Stelle verwiesen"
    WEGZUG = "wegzug", "weggezogen"
    ABGEBROCHEN = "abgebrochen", "Kontakt abgebrochen"
    FRIST = "frist", "Förderdauer erreicht"
    UEBERGELEITET = "uebergeleitet", "an einen anderen Träger übergeleitet"
    SONSTIGES = "sonstiges", "sonstiger Grund"


#: Womit ein MBE-Fall endet: Übergeleitet wird nur im Integrationsmanagement (Konzept 3.2).
ABSCHLUSS_MBE = [(wert, wort) for wert, wort in Abschlussgrund.choices if wert != Abschlussgrund.UEBERGELEITET]

#: Schnellwahl der Gesprächsdauer in Minuten; andere Werte gehen als Zahl.
DAUER_SCHNELLWAHL = (15, 30, 45, 60, 90)
