"""Eine erfundene ratsuchende Person, für MBE und Integrationsmanagement: Herkunft, Status, Einreise und Titel passen zusammen."""

from datetime import date, timedelta
from random import Random

from beratung.begriffe import Aufenthaltsstatus, Deutschniveau, Geschlecht
from beratung.models import Person
from traeger.management.erfunden import MBE, Demo, adresse, geburt, gewaehlt, kennung, name, sprachraum, telefon

#: Wo Ratsuchende wohnen; grob nach Einwohnern, Kernstadt und Böckingen stärker.
WOHNORTE = {
    "Kernstadt": 48, "Böckingen": 19, "Neckargartach": 11, "Sontheim": 8, "Frankenbach": 5, "Biberach": 3, "Kirchhausen": 3,
    "Horkheim": 2, "Klingenberg": 1,
}  # fmt: skip
S = Aufenthaltsstatus
#: Welcher Status zu welcher Staatsangehörigkeit passt, mit Gewicht in der MBE; wer hier fehlt, kam als Flüchtling.
STATUS = {
    "Ukraine": [(S.ERLAUBNIS_24, 1)], "Rumänien": [(S.EU, 1)], "Polen": [(S.EU, 1)], "Spanien": [(S.EU, 1)],
    "Kasachstan": [(S.SPAETAUSSIEDLER, 1)], "Kosovo": [(S.FAMILIE, 4), (S.ARBEIT, 6)], "Indien": [(S.ARBEIT, 7), (S.FAMILIE, 3)],
    "Türkei": [(S.FAMILIE, 5), (S.ARBEIT, 4), (S.GESTATTUNG, 1)],
    "Iran": [(S.ERLAUBNIS_25, 4), (S.ARBEIT, 4), (S.FAMILIE, 2)],
}  # fmt: skip
GEFLUECHTET = [(S.ERLAUBNIS_25, 5), (S.FAMILIE, 4), (S.NIEDERLASSUNG, 1), (S.GESTATTUNG, 1)]
#: Im Integrationsmanagement nur, wer aus der vorläufigen Unterbringung kommt, und Vertriebene aus der Ukraine (fakten 1).
STATUS_IM = [(S.ERLAUBNIS_25, 72), (S.GESTATTUNG, 14), (S.DULDUNG, 10), (S.FAMILIE, 4)]
#: Tage von der Einreise bis zum ersten Titel; wer hier fehlt (EU, Duldung, Gestattung, Spätaussiedler), hat keinen.
BIS_ZUM_TITEL = {
    S.ERLAUBNIS_24: (14, 90), S.ERLAUBNIS_25: (90, 420), S.FAMILIE: (0, 90), S.ARBEIT: (0, 60), S.NIEDERLASSUNG: (150, 400),
}  # fmt: skip
#: Eine Niederlassungserlaubnis gibt es frühestens nach drei Jahren; § 24 seit dem Beschluss des Rates vom 4.3.2022.
NIEDERLASSUNG_TAGE, ERSTE_AUFNAHME = 1100, date(2022, 3, 7)


def person(
    demo: Demo,
    zufall: Random,
    traeger: str,
    feld: int,
    am: date,
    *,
    alter: tuple[int, int],
    orte: dict[str, int] | None = None,
    in_deutschland_seit: date | None = None,
) -> Person:
    """Person mit stimmigen Lebensdaten am Tag `am`: Geburt, Einreise, Titel, Beratung in dieser Folge; Deutsch wächst mit der Zeit.

    `in_deutschland_seit`: spätestens an diesem Tag eingereist (vor der Zuteilung in die Anschlussunterbringung).
    """
    raum = sprachraum(zufall, feld)
    geschlecht = gewaehlt(
        zufall, [(Geschlecht.WEIBLICH, 50), (Geschlecht.MAENNLICH, 48), (Geschlecht.DIVERS, 1), (Geschlecht.KEINE, 1)]
    )
    vorname, nachname = name(zufall, raum, "m" if geschlecht == Geschlecht.MAENNLICH else "w")
    geboren = geburt(zufall, zufall.randint(*alter), am)
    einreise = am - timedelta(
        int(zufall.triangular(40, 1250, 420) if zufall.random() < 0.9 else zufall.triangular(1100, 2600, 1300))
    )
    einreise = max(min(einreise, in_deutschland_seit or einreise), geboren + timedelta(30))
    if raum.staat == "Ukraine":
        einreise = max(einreise, ERSTE_AUFNAHME)
    status, titel = _aufenthalt(zufall, raum.staat, feld, einreise, am)
    jahre = (am - einreise).days / 365
    niveau = min(len(Deutschniveau) - 1, max(0, round(zufall.gauss(jahre * 0.9 + 0.6, 0.9))))
    wohnort = gewaehlt(zufall, list((orte or WOHNORTE).items()))
    return Person(
        traeger=demo.traeger[traeger], absendung=kennung(zufall), vorname=vorname, nachname=nachname, geburtsdatum=geboren,
        geschlecht=geschlecht, staatsangehoerigkeit=raum.staat, sprachen=raum.sprachen,
        dolmetschbedarf=niveau <= 1 and zufall.random() < 0.7, deutschniveau=list(Deutschniveau)[niveau],
        aufenthaltsstatus=status, einreise_am=einreise, erster_titel_am=titel, stadtteil=demo.stadtteile[wohnort],
        quartier=zufall.choice(demo.quartiere) if wohnort == "Kernstadt" and zufall.random() < 0.4 else None,
        telefon=telefon(zufall) if zufall.random() < 0.75 else "",
        email=adresse(vorname, nachname, zufall.randint(1, 9999)) if zufall.random() < 0.4 else "",
    )  # fmt: skip


def _aufenthalt(zufall: Random, staat: str, feld: int, einreise: date, am: date) -> tuple[Aufenthaltsstatus, date | None]:
    """Status und erster Titel; wessen Titel noch nicht da sein kann, ist noch im Asylverfahren."""
    flucht = GEFLUECHTET if feld == MBE else STATUS_IM
    wahl = STATUS.get(staat, flucht) if feld == MBE or staat == "Ukraine" else flucht
    status = gewaehlt(zufall, wahl)
    if status == S.NIEDERLASSUNG and (am - einreise).days < NIEDERLASSUNG_TAGE:
        status = S.ERLAUBNIS_25
    if status not in BIS_ZUM_TITEL:
        return status, None
    titel = einreise + timedelta(zufall.randint(*BIS_ZUM_TITEL[status]))
    if titel > am and status == S.ERLAUBNIS_25:
        return S.GESTATTUNG, None
    return status, min(titel, am)
