"""`manage.py stammdaten`: versionierte Stammdaten des Konzepts einspielen; beliebig oft, löscht nie."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import BaseCommand, CommandError
from django.db import models

from traeger.models import MandantModell, Stammdatum
from traeger.zugang import technisch

#: Angaben über eine Zeile: woher sie stammt und was daran angenommen ist; Spalten nur, wo das Modell sie zeigt.
HERKUNFT = ("beleg", "annahme")


@dataclass(frozen=True)
class Zeile:
    """Eine Zeile einer Stammdaten-Datei: Schlüsselfelder und alle Werte, wie sie dort stehen."""

    datei: Path
    modell: type[models.Model]
    schluessel: tuple[str, ...]
    werte: dict[str, Any]
    herkunft: dict[str, str]

    @property
    def name(self) -> str:
        return "|".join(str(self.werte[feld]) for feld in self.schluessel)

    @property
    def gemerkt(self) -> dict[str, Any]:
        """Werte in JSON-Form; Dezimalzahlen und Tage als Text."""
        return {k: str(w) if isinstance(w, Decimal | date) else w for k, w in self.werte.items()}


def dateien() -> list[Path]:
    """`<app>/management/stammdaten/*.toml` in der Reihenfolge der Apps, darin nach Nummer: Ziele vor Verweisen."""
    return [
        datei for app in apps.get_app_configs() for datei in sorted(Path(app.path, "management/stammdaten").glob("*.toml"))
    ]


def lesen(pfade: list[Path]) -> Iterator[Zeile]:
    """Alle Zeilen der Dateien; unbekannte Felder sind ein Fehler der Datei, nicht der Datenbank."""
    for pfad in pfade:
        inhalt = tomllib.loads(pfad.read_text(encoding="utf-8"), parse_float=Decimal)
        modell, schluessel = apps.get_model(inhalt["modell"]), tuple(inhalt["schluessel"])
        felder = {feld.name for feld in modell._meta.fields}
        for roh in inhalt["zeilen"]:
            werte = {k: w for k, w in roh.items() if k not in HERKUNFT or k in felder}
            if fremd := werte.keys() - felder:
                raise CommandError(f"{pfad.name}: {modell._meta.label} hat kein Feld {', '.join(sorted(fremd))}.")
            yield Zeile(pfad, modell, schluessel, werte, {k: roh[k] for k in HERKUNFT if k in roh})


def _aufgeloest(modell: type[models.Model], feld: str, wert: Any) -> Any:
    """Verweise stehen in der Datei mit ihrem Kürzel oder Namen."""
    ziel = modell._meta.get_field(feld).related_model
    if ziel is None or wert is None:
        return wert
    natuerlich = "kuerzel" if any(f.name == "kuerzel" for f in ziel._meta.fields) else "name"
    try:
        return ziel._default_manager.get(**{natuerlich: wert})
    except ziel.DoesNotExist as fehler:
        raise CommandError(f"{modell._meta.label}: {ziel._meta.verbose_name} „{wert}“ gibt es nicht.") from fehler


def _schreiben(zeile: Zeile, vorher: dict[str, Any]) -> None:
    """Nur Felder, deren Wert sich in der Datei seit dem letzten Einspielen geändert hat."""
    neu = {k: _aufgeloest(zeile.modell, k, w) for k, w in zeile.werte.items() if vorher.get(k, ...) != zeile.gemerkt[k]}
    suche = {k: _aufgeloest(zeile.modell, k, zeile.werte[k]) for k in zeile.schluessel}
    traeger = suche["traeger"].pk if issubclass(zeile.modell, MandantModell) else None
    with technisch(traeger_id=traeger):
        zeile.modell._default_manager.update_or_create(defaults=neu, create_defaults=suche | neu, **suche)


def einspielen(pfade: list[Path]) -> int:
    """Spielt alle geänderten Zeilen ein und gibt ihre Zahl zurück; eine fehlerhafte Datei ändert nichts."""
    with technisch():
        return _einspielen(pfade)


def _einspielen(pfade: list[Path]) -> int:
    stand = {(s.modell, s.schluessel): s for s in Stammdatum.objects.all()}
    geschrieben = 0
    for zeile in lesen(pfade):
        name = zeile.modell._meta.label
        alt = stand.get((name, zeile.name))
        if alt is not None and alt.werte == zeile.gemerkt:
            continue
        _schreiben(zeile, alt.werte if alt else {})
        Stammdatum.objects.update_or_create(modell=name, schluessel=zeile.name, defaults={"werte": zeile.gemerkt})
        geschrieben += 1
    return geschrieben


class Command(BaseCommand):
    """Träger, Orte, Verträge, Stellenanteile, Partner, Parameter, Projekte, Gebiete."""

    help = "Spielt die Stammdaten ein (nur Zeilen, die sich in den Dateien geändert haben)."

    def handle(self, *args, **optionen):
        anzahl = einspielen(dateien())
        if optionen["verbosity"]:
            self.stdout.write(f"Stammdaten: {anzahl} Zeilen eingespielt." if anzahl else "Stammdaten: unverändert.")
