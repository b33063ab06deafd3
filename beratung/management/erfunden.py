"""Eine erfundene ratsuchende Person, für MBE und Integrationsmanagement."""

from datetime import date, timedelta
from random import Random

from beratung.begriffe import Aufenthaltsstatus, Deutschniveau, Geschlecht
from beratung.models import Person
from traeger.management.erfunden import Demo, adresse, geburt, gewaehlt, kennung, name, sprachraum, telefon

#: Wo Ratsuchende wohnen; grob nach Einwohnern, Kernstadt und Böckingen stärker.
WOHNORTE = {
    "Kernstadt": 48, "Böckingen": 19, "Neckargartach": 11, "Sontheim": 8, "Frankenbach": 5, "Biberach": 3, "Kirchhausen": 3,
    "Horkheim": 2, "Klingenberg": 1,
}  # fmt: skip


def person(
    demo: Demo,
    zufall: Random,
    traeger: str,
    feld: int,
    am: date,
    *,
    alter: tuple[int, int],
    orte: dict[str, int] | None = None,
) -> Person:
    """Person mit stimmigen Lebensdaten; Einreise zwischen Geburt und Beginn der Beratung, Deutsch wächst mit den Jahren."""
    raum = sprachraum(zufall, feld)
    geschlecht = gewaehlt(
        zufall, [(Geschlecht.WEIBLICH, 50), (Geschlecht.MAENNLICH, 48), (Geschlecht.DIVERS, 1), (Geschlecht.KEINE, 1)]
    )
    vorname, nachname = name(zufall, raum, "m" if geschlecht == Geschlecht.MAENNLICH else "w")
    geboren = geburt(zufall, zufall.randint(*alter), am)
    einreise = max(am - timedelta(int(zufall.triangular(40, 1900, 420))), geboren + timedelta(30))
    jahre = (am - einreise).days / 365
    niveau = min(len(Deutschniveau) - 1, max(0, round(zufall.gauss(jahre * 0.9 + 0.6, 0.9))))
    wohnort = gewaehlt(zufall, list((orte or WOHNORTE).items()))
    return Person(
        traeger=demo.traeger[traeger], absendung=kennung(zufall), vorname=vorname, nachname=nachname, geburtsdatum=geboren,
        geschlecht=geschlecht, staatsangehoerigkeit=raum.staat, sprachen=raum.sprachen,
        dolmetschbedarf=niveau <= 1 and zufall.random() < 0.7, deutschniveau=list(Deutschniveau)[niveau],
        aufenthaltsstatus=Aufenthaltsstatus.UNBEKANNT, einreise_am=einreise,
        erster_titel_am=min(einreise + timedelta(zufall.randint(20, 300)), demo.ende) if zufall.random() < 0.7 else None,
        stadtteil=demo.stadtteile[wohnort],
        quartier=zufall.choice(demo.quartiere) if wohnort == "Kernstadt" and zufall.random() < 0.4 else None,
        telefon=telefon(zufall) if zufall.random() < 0.75 else "",
        email=adresse(vorname, nachname, zufall.randint(1, 9999)) if zufall.random() < 0.4 else "",
    )  # fmt: skip
