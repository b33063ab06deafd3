"""Einlesen: die Spalten einer Datei und wie eine Zelle zu einem Wert wird; jede Abweisung ist ein Satz (django-import-export)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from import_export import fields, resources, widgets
from import_export.instance_loaders import BaseInstanceLoader

from arge.daten.eingang import lies_datum, lies_dezimal
from arge.daten.einlesen import FORMEL, Tabelle
from arge.seite.ausgabe import FORMEL_ZEICHEN
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import Qualifikation
from traeger.models import Stellenanteil

SCHRITT = Decimal("0.05")
#: Davor und danach ist ein Datum in einer Besetzung ein Tippfehler.
JAHRE = range(1950, 2101)
ABSCHLUSS = {wort.casefold(): wert for wert, label in Qualifikation.choices for wort in (wert, label)}


class Zelle(widgets.Widget):
    """Grundlage: Pflichtangabe und nie eine Formel; `lies` macht aus der Zelle den Wert oder wirft einen Satz."""

    pflicht = True

    def __init__(self, *, pflicht: bool = True) -> None:
        super().__init__()
        self.pflicht = pflicht

    def clean(self, value, row=None, **kwargs):
        if value is FORMEL:
            raise ValueError("Hier steht eine Formel. Tragen Sie den Wert ein.")
        if value is None:
            if self.pflicht:
                raise ValueError("Die Angabe fehlt.")
            return None
        return self.lies(value)


class Name(Zelle):
    """Text bis 80 Zeichen, der keine Formel werden kann."""

    def lies(self, wert):
        if not isinstance(wert, str) or not re.search(r"[^\W\d_]", wert):
            raise ValueError("Hier steht kein Name.")
        if len(wert) > 80:
            raise ValueError("Der Name ist länger als 80 Zeichen.")
        if wert.startswith(FORMEL_ZEICHEN):
            raise ValueError(f"Ein Name beginnt nicht mit „{wert[0]}“.")
        return wert


class Abschluss(Zelle):
    """„Hochschulabschluss“ oder „mittlerer Abschluss“."""

    def lies(self, wert):
        if (gefunden := ABSCHLUSS.get(str(wert).casefold())) is None:
            raise ValueError(f"Als Abschluss gilt {' oder '.join(f'„{q.label}“' for q in Qualifikation)}.")
        return gefunden


class Tag(Zelle):
    """Datum der Tabelle oder Text TT.MM.JJJJ."""

    def lies(self, wert):
        if isinstance(wert, datetime):
            tag = wert.date()
        elif isinstance(wert, date):
            tag = wert
        else:
            try:
                tag = lies_datum(wert if isinstance(wert, str) else "", date(2026, 1, 1))
            except ValueError as fehler:
                raise ValueError("Hier steht kein Datum, zum Beispiel 01.03.2026.") from fehler
        if tag.year not in JAHRE:
            raise ValueError(f"Das Jahr {tag.year} ist keines zwischen {JAHRE[0]} und {JAHRE[-1]}.")
        return tag


class Umfang(Zelle):
    """VZÄ größer als 0, höchstens 1,0, in Schritten von 0,05; Excel speichert 0,3 als ungenauen Bruch."""

    def lies(self, wert):
        if isinstance(wert, bool) or not isinstance(wert, (str, int, float, Decimal)):
            raise ValueError("Hier steht keine Zahl, zum Beispiel 0,5.")
        try:
            zahl = lies_dezimal(wert) if isinstance(wert, str) else round(Decimal(str(wert)), 6)
        except (ValueError, ArithmeticError) as fehler:
            raise ValueError("Hier steht keine Zahl, zum Beispiel 0,5.") from fehler
        if not 0 < zahl <= 1 or zahl % SCHRITT:
            raise ValueError("VZÄ sind größer als 0, höchstens 1,0 und in Schritten von 0,05 anzugeben.")
        return zahl.quantize(Decimal("0.01"))


class Kuerzel(Zelle):
    """Kürzel eines Stellenanteils des eigenen Trägers; `anteile` setzt die Resource."""

    anteile: dict[str, Stellenanteil]

    def lies(self, wert):
        if (anteil := self.anteile.get(str(wert).casefold())) is None:
            raise ValueError("Dieses Kürzel gibt es bei Ihrem Träger nicht. Die gültigen stehen in der Vorlage auf Blatt 2.")
        return anteil


@dataclass
class Zeile:
    """Eine gelesene Zeile der Besetzungshistorie."""

    nummer: int = 0
    nachname: str = ""
    vorname: str = ""
    qualifikation: str = ""
    beschaeftigt_von: date | None = None
    beschaeftigt_bis: date | None = None
    stellenanteil: Stellenanteil | None = None
    vzae: Decimal | None = None
    von: date | None = None
    bis: date | None = None

    def __str__(self) -> str:
        return f"{self.vorname} {self.nachname}"

    @property
    def person(self) -> tuple[str, str]:
        """Gleicher Name, gleiche Person: Groß- und Kleinschreibung zählt nicht."""
        return self.nachname.casefold(), self.vorname.casefold()

    @property
    def zeitraum(self) -> Zeitraum:
        return Zeitraum(self.von, self.bis)

    @property
    def beschaeftigung(self) -> Zeitraum:
        return Zeitraum(self.beschaeftigt_von, self.beschaeftigt_bis)


class BesetzungResource(resources.Resource):
    """Besetzungshistorie: eine Zeile je Besetzung, die Fachkraft steht in jeder dabei. Geschrieben wird im Vorgang."""

    nachname = fields.Field("nachname", "Nachname", widget=Name())
    vorname = fields.Field("vorname", "Vorname", widget=Name())
    qualifikation = fields.Field("qualifikation", "Abschluss", widget=Abschluss())
    beschaeftigt_von = fields.Field("beschaeftigt_von", "beschäftigt ab", widget=Tag())
    beschaeftigt_bis = fields.Field("beschaeftigt_bis", "beschäftigt bis", widget=Tag(pflicht=False))
    stellenanteil = fields.Field("stellenanteil", "Stellenanteil", widget=Kuerzel())
    vzae = fields.Field("vzae", "VZÄ", widget=Umfang())
    von = fields.Field("von", "ab", widget=Tag())
    bis = fields.Field("bis", "bis", widget=Tag(pflicht=False))

    class Meta:
        skip_diff = True
        use_bulk = True
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader
        force_init_instance = True
        clean_model_instances = False

    def __init__(self, *, tabelle: Tabelle, anteile: dict[str, Stellenanteil]) -> None:
        super().__init__()
        self.tabelle, self.zeilen = tabelle, []
        self.fields["stellenanteil"].widget.anteile = anteile

    def init_instance(self, row=None) -> Zeile:
        return Zeile()

    def import_instance(self, instance, row, **kwargs) -> None:
        """Nach den einzelnen Zellen die Zeile für sich: ein Ende liegt nicht vor seinem Beginn."""
        instance.nummer = self.tabelle.nummern[kwargs["row_number"] - 1]
        super().import_instance(instance, row, **kwargs)
        for anfang, ende in (("beschaeftigt_von", "beschaeftigt_bis"), ("von", "bis")):
            if getattr(instance, ende) and getattr(instance, ende) < getattr(instance, anfang):
                raise ValidationError({ende: "Das Ende liegt vor dem Beginn."})
        self.zeilen.append(instance)

    def bulk_create(self, *args, **kwargs) -> None:
        """Geschrieben wird erst, wenn die ganze Datei stimmt (`traeger.personal.vorgaenge.einlesen`)."""
        self.create_instances.clear()

    @classmethod
    def spalten(cls) -> list[str]:
        """Überschriften der Datei in der Reihenfolge der Vorlage."""
        return [feld.column_name for feld in cls.fields.values()]

    def spalte(self, attribut: str) -> str:
        """Überschrift zu einem Wert."""
        return self.fields[attribut].column_name
