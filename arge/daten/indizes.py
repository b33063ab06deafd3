"""Kein Index liest an der Grenze vorbei: Unter der Zeilensicherheit beginnt jeder mit ihrer Spalte (SICHERHEIT).

PostgreSQL darf leck-freie Vergleiche (`person_id = 5`) als Bedingung an einen Index geben, bevor die Policy eine Zeile prüft. Liegt
der Index nur auf `person_id`, holt er fremde Zeilen, und wer zusieht (EXPLAIN, Zähler), zählt sie. Beginnt er mit der Spalte der
Grenze, gehört deren Vergleich mit in die Bedingung, und gelesen wird nur, was ohnehin zu sehen ist. Das gilt, wenn die Policy ein
einziger Vergleich dieser Spalte ist; wo sie ein „oder“ über zwei Spalten ist, hilft kein Index, und es gibt keinen.
"""

from typing import Any

from django.db import models
from django.db.models.signals import class_prepared

from arge.daten.datenbank import MandantGrenze


def grenze_voran(sender: type[models.Model], **_: Any) -> None:
    """Ersetzt die einspaltigen Indizes eines Modells durch zusammengesetzte, sobald es seine Grenze kennt.

    Ereignistabellen suchen nur nach ihrem Gegenstand und, wo er zu einer Akte gehört (`PROTOKOLL_NACH`), nach ihr: Auch was gelöscht
    oder verschoben wurde, steht in ihrem Protokoll. Bei Zwischentabellen ist die Grenze die Zeile, zu der sie gehören.
    """
    ereignis_von = getattr(sender, "pgh_tracked_model", None)
    if isinstance(sender._meta.auto_created, type):
        if _grenze(sender._meta.auto_created):
            _ohne_einspaltige(sender)  # die Eindeutigkeit (Zeile, Ziel) bleibt
    elif ereignis_von:
        felder = {feld.name for feld in sender._meta.local_fields}
        grenze = _grenze(ereignis_von)
        _ohne_einspaltige(sender)
        if not grenze or not grenze.geteilt:
            # Mit der Nummer dahinter: Das Ereignis davor und die neuesten einer Akte sind ein Griff, gleich wie viele es sind.
            _anlegen(sender, [*(["traeger"] if "traeger" in felder else []), "pgh_obj", "pgh_id"])
            if "verschoben_am" in felder:  # wo eine Zeile an einem Zeitpunkt lag, ebenso
                _anlegen(sender, [*(["traeger"] if "traeger" in felder else []), "pgh_obj", "pgh_created_at", "pgh_id"])
            if nach := getattr(ereignis_von, "PROTOKOLL_NACH", ""):
                _anlegen(sender, ["traeger", nach, "pgh_id"])
    elif grenze := _grenze(sender):
        verweise = _ohne_einspaltige(sender)
        if not grenze.geteilt:
            for name in (name for name in verweise if name != grenze.nach):
                _anlegen(sender, [grenze.nach, name])
            _anlegen(sender, [grenze.nach])


def _grenze(modell: type[models.Model]) -> MandantGrenze | None:
    return next((c for c in modell._meta.constraints if isinstance(c, MandantGrenze)), None)


def _ohne_einspaltige(modell: type[models.Model]) -> list[str]:
    """Namen der Felder, die einen eigenen Index gehabt hätten."""
    felder = [feld for feld in modell._meta.local_fields if feld.db_index and not feld.unique]
    for feld in felder:
        feld.db_index = False
    return [feld.name for feld in felder if isinstance(feld, models.ForeignKey)]


def _anlegen(modell: type[models.Model], felder: list[str]) -> None:
    """Nur, wenn noch keiner über alle Zeilen so beginnt."""
    meta = modell._meta
    eindeutige = (c for c in meta.constraints if isinstance(c, models.UniqueConstraint))
    vorhanden = [list(i.fields) for i in (*meta.indexes, *eindeutige) if i.condition is None]
    if any(andere[: len(felder)] == felder for andere in vorhanden):
        return
    index = models.Index(fields=felder)
    index.set_name_with_model(modell)
    meta.indexes = [*meta.indexes, index]
    meta.original_attrs["indexes"] = meta.indexes


class_prepared.connect(grenze_voran, dispatch_uid="grenze_voran")
