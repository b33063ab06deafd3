"""Was war, bleibt: Stände als Zeiträume ohne Lücke, Enden als eigene Zeilen, Berichtigungen mit Grund.

Zahlen vergangener Tage lesen diese Zeilen, nie die Spalte von heute (berichte 1).
"""

import uuid
from types import SimpleNamespace

import pgtrigger
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Func, OuterRef, Q, Value

from arge.daten.abfragen import daneben, gelesen
from arge.daten.verschluesselung import VerschluesselterText

from .basis import MandantModell, MandantQuerySet


class ZeitstandQuerySet(MandantQuerySet):
    """Zeilen mit `von`/`bis` (einschließlich); ohne `von` galt es von Anfang an."""

    def am(self, tag):
        """Zeilen, die an diesem Tag gelten."""
        return self.filter(Q(von__isnull=True) | Q(von__lte=tag)).filter(Q(bis__isnull=True) | Q(bis__gte=tag))


class Zeitstand(MandantModell):
    """Abstrakt: Was von … bis galt. Die Zeilen einer Sache folgen lückenlos aufeinander, die erste hat kein `von`.

    Geschrieben wird mit `arge.daten.zeitstand`: „ab einem Tag ändern“ oder „Fehler berichtigen“.
    """

    #: Die Felder, um die es geht.
    WERTE: tuple[str, ...] = ()

    von = models.DateField("ab", null=True, blank=True)
    bis = models.DateField("bis einschließlich", null=True, blank=True)

    objects = ZeitstandQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        abstract = True


class BerichtigungBasis(MandantModell):
    """Abstrakt: Was jemand an der Vergangenheit geändert hat, und warum. Nur anhängen; die Seite der Sache zeigt es.

    Das Änderungsprotokoll kennt jeden alten Wert, aber nicht den Grund.
    """

    NUR_ANHAENGEN = True

    kennung = models.UUIDField(default=uuid.uuid4, editable=False)
    berichtigt_am = models.DateField("berichtigt am")
    berichtigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="berichtigt von"
    )
    was = models.CharField("Was", max_length=400)
    grund = VerschluesselterText("Begründung", blank=False)

    class Meta(MandantModell.Meta):
        abstract = True
        ordering = ["-berichtigt_am", "-pk"]

    def __str__(self) -> str:
        return f"Berichtigt am {self.berichtigt_am:%d.%m.%Y}"

    @classmethod
    def daneben(cls, verweis: str) -> ArraySubquery:
        """Die Berichtigungen einer Sache als Spalte ihrer Abfrage, neueste zuerst; der Grund noch verschlüsselt."""
        eigene = cls.objects.filter(traeger=OuterRef("traeger"), **{verweis: OuterRef("pk")}).order_by(
            "-berichtigt_am", "-pk"
        )
        geheim = Func("grund", Value("hex"), function="encode", output_field=models.TextField())
        return daneben(eigene, "traeger_id", "kennung", "berichtigt_am", "was", wer="berichtigt_von__name", geheim=geheim)

    @classmethod
    def gelesen(cls, zeilen) -> list[SimpleNamespace]:
        """Was `daneben` geladen hat, mit lesbarem Grund."""
        fertig = gelesen(zeilen, "berichtigt_am")
        for z in fertig:
            z.grund = cls(traeger_id=z.traeger_id, kennung=uuid.UUID(z.kennung), grund=bytes.fromhex(z.geheim)).grund
        return fertig


def ende_aus(zeilen: str, verweis: str, *, spalte: str, beginn: str, satz: str) -> list[pgtrigger.Trigger]:
    """Trigger der Sache: `spalte` ist immer das offene Ende aus der Tabelle `zeilen`; niemand schreibt sie von Hand.

    Sie steht für Listen, Sortierung und „höchstens ein offener“ da. Kein Ende liegt vor `beginn`, sonst kommt `satz`.
    """
    eigene = f"{zeilen} where traeger_id = new.traeger_id and {verweis} = new.id"
    return [
        pgtrigger.Trigger(
            name="ende_aus_zeilen", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update,
            func=f"""
                new.{spalte} := (select von from {eigene} and bis is null);
                if exists (select from {eigene} and von < new.{beginn}) then
                    raise exception using errcode = '23514', constraint = 'regel_{spalte}', message = '{satz}';
                end if;
                return new;
            """,  # noqa: S608 – Namen aus dem Quelltext
        )
    ]  # fmt: skip


def ende_melden(sache: str, verweis: str, *, spalte: str) -> list[pgtrigger.Trigger]:
    """Trigger der Enden: Die Sache rechnet ihre `spalte` neu; eine Zeile wechselt nie zu einer anderen Sache."""
    return [
        pgtrigger.ReadOnly(name=f"{verweis.removesuffix('_id')}_fest", fields=[verweis.removesuffix("_id")]),
        pgtrigger.Trigger(
            name="ende_melden", when=pgtrigger.After, operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=f"""
                update {sache} set {spalte} = {spalte}
                 where traeger_id = coalesce(new.traeger_id, old.traeger_id) and id = coalesce(new.{verweis}, old.{verweis});
                return null;
            """,  # noqa: S608 – Namen aus dem Quelltext
        ),
    ]  # fmt: skip
