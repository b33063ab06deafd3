"""Suchschlüssel einer Zeile: unter ihrer Grenze, von der Datenbank geschrieben, nie von der Anwendung (arge.daten.klang)."""

import pgtrigger
from django.db import models

from .basis import MandantModell


class Suchschluessel(MandantModell):
    """Abstrakt: ein Schlüssel einer Zeile. Die Unterklasse nennt `zeile`, deren Grenze und deren Löschregel.

    Eine Tabelle je Grenze statt einer für alle: So liest niemand Namen, deren Zeilen er nicht lesen darf, auch nicht an der
    Anwendung vorbei, und die Policy bleibt ein Vergleich der Grenzspalte.
    """

    schluessel = models.TextField("Schlüssel", db_collation="C")

    class Meta(MandantModell.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.schluessel

    @staticmethod
    def schluesselindex(name: str) -> list[models.Index]:
        """Die Suche liest nur diesen Index; die Zeile steht darin. Der andere findet beim Ändern die alten."""
        return [
            models.Index(fields=["traeger", "schluessel"], include=["zeile"], name=f"{name}_suche"),
            models.Index(fields=["traeger", "zeile"], name=f"{name}_zeile"),
        ]


def suchbar(tabelle: str, *, namen: tuple[str, ...], telefon: str = "", geboren: str = "") -> list[pgtrigger.Trigger]:
    """Trigger einer Zeile, die zu finden ist: Ihre Schlüssel entstehen, ändern sich und vergehen mit ihr, gleich wer schreibt.

    `tabelle` trägt die Schlüssel, die anderen nennen Spalten der Zeile. Je Anweisung einmal, damit ein Import nicht je Zeile zahlt.
    """
    spalten = [spalte for spalte in (*namen, telefon, geboren) if spalte]
    neue, alte = (", ".join(f"{stand}.{spalte}" for spalte in spalten) for stand in ("neu", "alt"))
    geaendert = f"select neu.* from neu join alt using (id) where ({neue}) is distinct from ({alte})"  # noqa: S608 – Namen aus dem Quelltext
    weg = f"delete from {tabelle} where (traeger_id, zeile_id) in (select traeger_id, id from (%s) as zeilen)"  # noqa: S608
    dazu = schreiben(tabelle, "%s", namen, telefon, geboren)
    je = {
        "suche_neu": (pgtrigger.Insert, {"new": "neu"}, [dazu % "table neu"]),
        "suche_anders": (pgtrigger.Update, {"new": "neu", "old": "alt"}, [weg % geaendert, dazu % geaendert]),
        "suche_weg": (pgtrigger.Delete, {"old": "alt"}, [weg % "table alt"]),
    }
    return [
        pgtrigger.Trigger(
            name=name, level=pgtrigger.Statement, when=pgtrigger.After, operation=tun,
            referencing=pgtrigger.Referencing(**stand), func="; ".join([*was, "return null;"]),
        )
        for name, (tun, stand, was) in je.items()
    ]  # fmt: skip


def schreiben(tabelle: str, zeilen: str, namen: tuple[str, ...], telefon: str = "", geboren: str = "") -> str:
    """Anweisung, die den `zeilen` (SQL) ihre Schlüssel schreibt: für die Trigger und für den Neubau (`manage.py suchschluessel`)."""
    felder = [*(namen * 2)[:2], telefon, geboren]  # wer nur einen Namen hat, hat ihn zweimal
    werte = [f"(select array_agg({feld} order by id) from zeilen)" if feld else "null" for feld in felder]  # noqa: S608
    return (
        f"with zeilen as ({zeilen}) insert into {tabelle} (traeger_id, zeile_id, schluessel)"  # noqa: S608 – Namen aus dem Quelltext
        f" select zeilen.traeger_id, zeilen.id, neue.schluessel"
        f" from suchschluessel((select array_agg(id order by id) from zeilen), {', '.join(werte)}) as neue"
        f" join zeilen on zeilen.id = neue.zeile"
    )
