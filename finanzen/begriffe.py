"""Wortschatz der Finanzen. Quelle: Konzept 4–6, fakten 3 und 4, Fachmodell 5."""

from django.db.models import TextChoices


class BescheidArt(TextChoices):
    """Stufe der Förderkette (Fachmodell 5)."""

    LAND = "land", "Bescheid des Landes an die Stadt"
    WEITERLEITUNG = "weiterleitung", "Weiterleitungsbescheid an den Träger"
    STADT = "stadt", "städtischer Zuschussbescheid"


class Mittel(TextChoices):
    """Wofür das Geld ist; Zeile des Finanzierungsplans."""

    LAND_IM = "land_im", "Landesmittel VwV Integrationsmanagement"
    SACHKOSTEN_IM = "sachkosten_im", "städtischer Zuschuss Sach- und Gemeinkosten (5.2.2)"
    PERSONAL_EA_MBE = "personal_ea_mbe", "städtischer Personalkostenzuschuss (5.1.4)"
    PROJEKTE = "projekte", "Projektmittel der ARGE"


class Kostenart(TextChoices):
    """Kostenart eines Belegs."""

    MATERIAL = "material", "Material"
    RAUM = "raum", "Raum und Bewirtung"
    HONORAR = "honorar", "Honorar"
    FAHRT = "fahrt", "Fahrtkosten und Auslagen"
    SCHULUNG = "schulung", "Schulung"
    OEFFENTLICHKEIT = "oeffentlichkeit", "Öffentlichkeitsarbeit"
    SONSTIGES = "sonstiges", "Sonstiges"
