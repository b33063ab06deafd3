"""Einlesen der Besetzungshistorie: eine Zeile der Datei, gelesen von einem Formular; jede Abweisung ist ein Satz (arge.seite.einlesen)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from arge.daten.suche import namensschluessel, suchform
from arge.seite.einlesen import Wortfeld, Zeilenform
from arge.seite.felder import Datumsfeld, Dezimalfeld
from arge.seite.zelle import FORMEL_ZEICHEN
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import Qualifikation
from traeger.models import Stellenanteil
from traeger.models.basis import ist_name

SCHRITT = Decimal("0.05")
ABSCHLUSS = {wort.casefold(): wert for wert, label in Qualifikation.choices for wort in (wert, label)}
KEIN_ABSCHLUSS = f"Als Abschluss gilt {' oder '.join(f'„{q.label}“' for q in Qualifikation)}."
KEIN_KUERZEL = "Dieses Kürzel gibt es bei Ihrem Träger nicht. Die gültigen stehen in der Vorlage auf Blatt 2."
KEIN_TAG = {"invalid": "Hier steht kein Datum, zum Beispiel 01.03.2026."}
KEINE_VZAE = {"invalid": "Hier steht keine Zahl, zum Beispiel 0,5."}


def keine_formel(wert: str) -> None:
    """Ein Name, den eine Tabelle später als Formel läse, kommt nicht hinein."""
    if wert.startswith(FORMEL_ZEICHEN):
        raise ValidationError(f"Ein Name beginnt nicht mit „{wert[0]}“.")


def umfang(wert: Decimal) -> None:
    """VZÄ einer Besetzung."""
    if not 0 < wert <= 1 or wert % SCHRITT:
        raise ValidationError("VZÄ sind größer als 0, höchstens 1,0 und in Schritten von 0,05 anzugeben.")


def _name(label: str) -> forms.CharField:
    zu_lang = {"max_length": "Der Name ist länger als 80 Zeichen."}
    return forms.CharField(
        label=label, max_length=80, required=False, validators=[keine_formel, ist_name], error_messages=zu_lang
    )


class BesetzungZeile(Zeilenform):
    """Eine Zeile je Besetzung, die Fachkraft steht in jeder dabei. Geschrieben wird im Vorgang."""

    nachname = _name("Nachname")
    vorname = _name("Vorname")
    qualifikation = Wortfeld(ABSCHLUSS, label="Abschluss", satz=KEIN_ABSCHLUSS)
    beschaeftigt_von = Datumsfeld(label="beschäftigt ab", error_messages=KEIN_TAG)
    beschaeftigt_bis = Datumsfeld(label="beschäftigt bis", offen=True, required=False, error_messages=KEIN_TAG)
    stellenanteil = Wortfeld(label="Stellenanteil", satz=KEIN_KUERZEL)
    vzae = Dezimalfeld(label="VZÄ", validators=[umfang], error_messages=KEINE_VZAE)
    von = Datumsfeld(label="ab", error_messages=KEIN_TAG)
    bis = Datumsfeld(label="bis", offen=True, required=False, error_messages=KEIN_TAG)

    def __init__(self, anteile: dict[str, Stellenanteil]) -> None:
        super().__init__()
        self.fields["stellenanteil"].worte = anteile

    def clean(self) -> dict[str, Any]:
        """Nach den einzelnen Zellen die Zeile für sich: ein Name genügt, ein Ende liegt nicht vor seinem Beginn."""
        daten = super().clean()
        namen = {"nachname", "vorname"}
        if not namen & self.errors.keys() and not any(daten.get(name) for name in namen):
            self.add_error("nachname", "Der Name fehlt. Ein Name genügt, aber einer muss in der Zeile stehen.")
        for anfang, ende in (("beschaeftigt_von", "beschaeftigt_bis"), ("von", "bis")):
            if daten.get(anfang) and daten.get(ende) and daten[ende] < daten[anfang]:
                self.add_error(ende, "Das Ende liegt vor dem Beginn.")
        return daten


@dataclass
class Zeile:
    """Eine gelesene Zeile der Besetzungshistorie."""

    nummer: int
    nachname: str
    vorname: str
    qualifikation: str
    beschaeftigt_von: date
    beschaeftigt_bis: date | None
    stellenanteil: Stellenanteil
    vzae: Decimal
    von: date
    bis: date | None

    def __str__(self) -> str:
        return f"{self.vorname} {self.nachname}".strip()

    @property
    def name(self) -> tuple[str, ...]:
        """Gleicher Name in jeder Schreibweise („Mueller“, „Müller“)."""
        return namensschluessel(self.nachname, self.vorname)

    @property
    def person(self) -> tuple[Any, ...]:
        """Ein Mensch in einer Beschäftigung: Wer wieder anfängt, ist danach eine neue Fachkraft."""
        return (*self.name, self.beschaeftigt_von)

    @property
    def schreibweise(self) -> tuple[str, str]:
        """Wie der Name ohne Groß, Klein und Akzente geschrieben ist."""
        return suchform(self.nachname), suchform(self.vorname)

    @property
    def zeitraum(self) -> Zeitraum:
        return Zeitraum(self.von, self.bis)

    @property
    def beschaeftigung(self) -> Zeitraum:
        return Zeitraum(self.beschaeftigt_von, self.beschaeftigt_bis)
