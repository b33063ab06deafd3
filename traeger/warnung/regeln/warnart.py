"""Die sechs Arten der Warnung: Nummer, Satz, verantwortliche Rolle, Quelle und ihre Grenzwerte (Fachmodell 1)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from arge.zahlen.format import vzae

#: Dieselben Werte wie `WarnungArt` in den Begriffen, die diese reine Datei nicht lädt; ein Test hält beide gleich.
FINANZIERUNG, VEREINBARUNG, MINDESTANTEIL = "finanzierung", "vereinbarung", "mindestanteil"
VAKANZ, KLEINANTEIL, UEBER_BEWILLIGT = "vakanz", "kleinanteil", "ueber_bewilligt"


@dataclass(frozen=True, slots=True)
class Vorgaben:
    """Grenzwerte; die Anwendung liest sie datiert aus den Parametern."""

    stufen: tuple[int, ...] = (12, 6, 3, 1)
    mindest_im: Decimal = Decimal("0.25")
    meldung_monate: int = 3


class Definition(NamedTuple):
    """Was eine Warnung bedeutet, wer handelt und woher die Regel kommt."""

    nummer: str
    art: str
    satz: str
    verantwortlich: str
    quelle: str


def definitionen(v: Vorgaben) -> list[Definition]:
    """Alle Arten mit den heute geltenden Grenzwerten."""
    *vorn, letzte = map(str, sorted(v.stufen, reverse=True))
    monate = f"{', '.join(vorn)} und {letzte}" if vorn else letzte
    jahr = max(v.stufen)
    return [
        Definition(
            "W-01", FINANZIERUNG,
            f"Ein Stellenanteil oder seine Finanzierung endet, und am Tag danach beginnt für Träger und Aufgabe kein neuer."
            f" Gewarnt wird {monate} Monate vorher und nach dem Tag, höchstens {jahr} Monate lang. Ebenso vorher, wenn eine"
            " Bewilligung endet und am Tag danach weniger bewilligt ist (nach dem Tag: W-06).",
            "Leitung des Trägers bei kirchlicher Finanzierung, sonst Steuerung",
            "Konzept 3.1 bis 3.3; Vorlauf: Annahme",
        ),
        Definition(
            "W-02", VEREINBARUNG,
            f"Ein Vertrag oder eine Kommunikationsvereinbarung endet, und keine derselben Art schließt ohne Lücke an."
            f" Gewarnt wird {monate} Monate vorher und nach dem Tag, höchstens {jahr} Monate lang.",
            "Steuerung", "Konzept 3.1, Anlage; Vorlauf: Annahme",
        ),
        Definition(
            "W-03", MINDESTANTEIL,
            "Von einem kirchlichen Stellenanteil ist für die Stadt zuletzt weniger gemeldet oder weniger besetzt als ihr Mindestanteil,"
            f" oder seit mehr als {v.meldung_monate} Monaten ist nichts gemeldet.",
            "Leitung des Trägers", "Konzept 3.1 und 3.3 (Mindestanteil im Vertrag); Frist der Meldung: Annahme",
        ),
        Definition(
            "W-04", VAKANZ,
            "Ein Stellenanteil ist heute mit weniger VZÄ besetzt als vereinbart; „bis zu“-Anteile sind Obergrenzen und zählen nicht."
            " Unbesetzte Monate kürzen die Förderung.",
            "Leitung des Trägers", "Konzept 4; Zuwendungsrecht: Personal wird zeitanteilig gefördert",
        ),
        Definition(
            "W-05", KLEINANTEIL,
            f"Eine Fachkraft arbeitet im Integrationsmanagement mit zusammen weniger als {vzae(v.mindest_im)} VZÄ; so kleine Anteile"
            " gelten als nicht förderfähig, und ihre Vertretung ist sicherzustellen.",
            "Leitung des Trägers", "Regierungspräsidium, FAQ zur älteren VwV (Annahme, dass sie weiter gilt)",
        ),
        Definition(
            "W-06", UEBER_BEWILLIGT,
            "Auf einem Stellenanteil ist heute mehr besetzt, als ein Bescheid bewilligt; ohne Bescheid sind keine VZÄ bewilligt."
            " Städtische Stellen haben keinen Bescheid und zählen nicht.",
            "Leitung des Trägers", "Konzept 4: gefördert wird, was bewilligt ist",
        ),
    ]  # fmt: skip
