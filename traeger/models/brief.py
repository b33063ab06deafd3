"""Der Postausgang der Anmeldung: Briefe, die nach der Antwort hinausgehen (S6)."""

import json
import uuid
from typing import Any

from django.db import models

from arge.daten.verschluesselung import entschluesseln, verschluesseln
from traeger.begriffe import BriefArt, Loeschregel


class BriefManager(models.Manager):
    """Briefe entstehen nur verschlüsselt."""

    def anlegen(self, art: BriefArt, inhalt: dict[str, Any]) -> "Brief":
        brief = self.model(art=art)
        brief.geheim = verschluesseln(json.dumps(inhalt, ensure_ascii=False), brief.kontext)
        brief.save()
        return brief


class Brief(models.Model):
    """Eine E-Mail der Anmeldung, die noch hinausgeht: verschlüsselt, und gelöscht, sobald sie weg ist.

    Empfänger, Text und Verweise stehen nur im Geheimtext; im Broker liegt die Nummer der Zeile. Ein zweites Leben hat ein Brief
    nicht: In Sicherungen fehlt die Tabelle, und ein Schlüsselwechsel holt ihn nicht nach, denn nach einem Tag ist er weg.
    """

    LOESCHREGEL = Loeschregel.KURZ

    art = models.CharField("Art", max_length=20, choices=BriefArt)
    kennung = models.UUIDField(default=uuid.uuid4, editable=False)
    geheim = models.BinaryField("Inhalt (JSON, verschlüsselt)")
    angelegt_am = models.DateTimeField("angelegt am", auto_now_add=True)
    faellig_am = models.DateTimeField("nächster Versuch", auto_now_add=True)
    versuche = models.PositiveSmallIntegerField("Versuche", default=0)

    objects = BriefManager()

    class Meta:
        verbose_name, verbose_name_plural = "Brief", "Briefe"
        indexes = [models.Index(fields=["faellig_am"])]

    def __str__(self) -> str:
        return f"{self.get_art_display()} {self.pk}"

    @property
    def kontext(self) -> str:
        """Woran der Geheimtext gebunden ist."""
        return f"{self._meta.db_table}|{self.art}|{self.kennung}"

    @property
    def inhalt(self) -> dict[str, Any]:
        """Was hinausgeht; `NichtLesbar`, wenn Schlüssel oder Zeile nicht passen."""
        return json.loads(entschluesseln(bytes(self.geheim), self.kontext))
