"""Wortschatz des Ehrenamts. Quelle: Konzept 1, Fachmodell 2."""

from django.db.models import TextChoices


class ProjektBereich(TextChoices):
    """Die neun Bereiche des Konzepts (Ziffer 1); ein Projekt kann mehrere bedienen (fakten 0.2 Nr. 9)."""

    ARBEIT = "arbeit", "Arbeitsmarktzugang"
    WOHNEN = "wohnen", "Wohnraumvermittlung"
    FORMULARE = "formulare", "Formularunterstützung"
    TEILHABE = "teilhabe", "Soziale Teilhabe"
    SPRACHE = "sprache", "Sprachgruppen"
    SCHULDEN = "schulden", "Schuldenprävention"
    HAUSAUFGABEN = "hausaufgaben", "Hausaufgabenunterstützung"
    KINDER = "kinder", "Kinderbetreuung"
    FAHRRAD = "fahrrad", "Fahrradwerkstatt"


class ProjektStatus(TextChoices):
    """Wie es einem Projekt geht."""

    STABIL = "stabil", "stabil"
    BEGLEITET = "begleitet", "begleitet"
    GEFAEHRDET = "gefaehrdet", "gefährdet"
    RUHT = "ruht", "ruht"
    BEENDET = "beendet", "beendet"


class Erfahrung(TextChoices):
    """Eigene Flucht- oder Migrationserfahrung; freiwillige Angabe."""

    JA = "ja", "ja"
    NEIN = "nein", "nein"
    KEINE_ANGABE = "keine", "keine Angabe"


class Anbindung(TextChoices):
    """Woran Ehrenamtliche angebunden sind (Konzept 2)."""

    ARGE = "arge", "ARGE"
    CADIFA = "cadifa", "CaDiFa"
    KIDIFLUE = "kidiflue", "KiDiFlü"
    KIRCHLICH = "kirchlich", "kirchlich sonst"


class Verfuegbarkeit(TextChoices):
    """Wie jemand verfügbar ist; junge Ehrenamtliche oft nur kurzfristig (Konzept 1)."""

    REGELMAESSIG = "regelmaessig", "regelmäßig"
    KURZFRISTIG = "kurzfristig", "nur kurzfristig"


class Altersgruppe(TextChoices):
    """Aufteilung der Ehrenamtlichen nach Alter am Stichtag (berichte 1); grob, damit niemand erkennbar wird."""

    UNTER_27 = "u27", "unter 27 Jahre"
    BIS_44 = "27", "27 bis 44 Jahre"
    BIS_64 = "45", "45 bis 64 Jahre"
    AB_65 = "65", "65 Jahre und älter"
    UNBEKANNT = "ohne", "ohne Angabe"
