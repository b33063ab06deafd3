"""Wortschatz des Integrationsmanagements. Quelle: Konzept 3.2, VwV Integrationsmanagement (fakten 1), Fachmodell 4."""

from django.db.models import TextChoices


class Wohnform(TextChoices):
    """Wo die Person wohnt; in der Gemeinschaftsunterkunft betreut ausschließlich die Stadt (Konzept 3.2)."""

    GU = "gu", "Gemeinschaftsunterkunft"
    PRIVAT = "privat", "privater Wohnraum"


class Verlaengerung(TextChoices):
    """Warum ein Fall länger als drei Jahre beraten wird: höchstens vier, im begründeten Einzelfall (VwV vom 6.6.2023)."""

    BILDUNG = "bildung", "Ausbildung, Studium oder Kurs läuft noch"
    FAMILIE = "familie", "Familie kam erst später nach"
    SCHUTZ = "schutz", "besonders schutzbedürftig"
    SONSTIGES = "sonstiges", "anderer begründeter Einzelfall"


class Intensitaet(TextChoices):
    """Betreuungsintensität (Konzept 3.2: flexibel an die Fallentwicklung angepasst)."""

    HOCH = "hoch", "hoch"
    MITTEL = "mittel", "mittel"
    NIEDRIG = "niedrig", "niedrig"


class Schwerpunkt(TextChoices):
    """Schwerpunkt des IM-Falls; die AWO führt Schuldenprävention und Arbeitsmarkt (Konzept 3.2)."""

    ALLGEMEIN = "allgemein", "allgemein"
    SCHULDEN = "schulden", "Schuldenprävention"
    ARBEITSMARKT = "arbeitsmarkt", "Arbeitsmarktintegration"


class Handlungsfeld(TextChoices):
    """Felder des Integrationsplans (fakten 1, Planbereiche; Finanzen/Schulden nach Konzept 3.2)."""

    SPRACHE = "sprache", "Sprache"
    SCHULE = "schule", "Schule"
    AUSBILDUNG = "ausbildung", "Ausbildung und Studium"
    ARBEIT = "arbeit", "Arbeit"
    WOHNUNG = "wohnung", "Wohnung"
    GESUNDHEIT = "gesundheit", "Gesundheit"
    TEILHABE = "teilhabe", "gesellschaftliche Teilhabe"
    KINDER = "kinder", "Kinder"
    FINANZEN = "finanzen", "Finanzen und Schulden"


class ZielStatus(TextChoices):
    """Auswertung eines Ziels im Integrationsplan."""

    OFFEN = "offen", "offen"
    ERREICHT = "erreicht", "erreicht"
    TEILWEISE = "teilweise", "teilweise erreicht"
    VERFEHLT = "verfehlt", "nicht erreicht"


class Herkunft(TextChoices):
    """Woher ein Fall kommt: Wer bei der Stadt oder einem anderen Träger schon beraten wurde, ist nicht neu (Konzept 3.2)."""

    NEU = "neu", "neu im Integrationsmanagement"
    UEBERNOMMEN = "uebernommen", "von der Stadt oder einem anderen Träger übernommen"


class UeberleitungStatus(TextChoices):
    """Zustand einer Überleitung (Fachmodell 4)."""

    ENTWURF = "entwurf", "Entwurf"
    ANGEBOTEN = "angeboten", "angeboten"
    ANGENOMMEN = "angenommen", "angenommen"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"
