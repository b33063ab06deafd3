"""Verwendungsnachweis: eingefrorene Fassung (haus 3, Einfrieren; Konzept 6)."""

import json
import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models

from arge.daten.verschluesselung import VerschluesselterText
from traeger.begriffe import Loeschregel, Recht


class Fassung(models.Model):
    """Unveränderlicher Stand eines Gesamtberichts: alle Zahlen als JSON mit Prüfsumme; das PDF entsteht nur daraus.

    Enthält ausschließlich geschützte Zahlen (Mindestfallzahl), darum nicht an einen Träger gebunden.
    """

    LOESCHREGEL = Loeschregel.FINANZEN
    NUR_ANHAENGEN = True
    SCHREIBT = (Recht.NACHWEIS_ERSTELLEN,)

    jahr = models.PositiveSmallIntegerField("Berichtsjahr")
    nummer = models.PositiveSmallIntegerField("Fassung")
    daten = models.JSONField("Zahlen und Texte")
    #: Ereignistabelle → Nummer des letzten Ereignisses vor dem Zählen; in keiner Anlage, denn sie sagt, wie viel im Haus geschieht.
    stand = models.JSONField("Stand des Änderungsprotokolls", default=dict)
    pruefsumme = models.CharField("SHA-256 der Daten", max_length=64)
    schluessel = models.CharField("Auftrag", max_length=120, unique=True)
    erstellt_am = models.DateTimeField("erstellt am")
    erstellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="erstellt von"
    )

    class Meta:
        verbose_name, verbose_name_plural = "Fassung", "Fassungen"
        ordering = ["-jahr", "-nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["jahr", "nummer"], name="fassung_nummer", violation_error_message="Diese Fassung gibt es schon."
            )
        ]
        triggers = [pgtrigger.Protect(name="anhaengend", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Verwendungsnachweis {self.jahr}, Fassung {self.nummer}"


class Beitraege(models.Model):
    """Was jeder Mensch zu den Fällen, Kontakten, Stunden und Nennungen einer Fassung beitrug; gelesen nur, wenn die nächste entsteht.

    Gegen sie hält `arge.zahlen.beitraege` die nächste Fassung. Verschlüsselt, denn hier stünden Zahlen einzelner Menschen aller Träger
    nebeneinander; mit Nummern statt Namen, die ins Leere zeigen, sobald eine Akte gelöscht ist. In keiner Seite, Datei oder Anlage.
    """

    LOESCHREGEL = Loeschregel.FINANZEN
    NUR_ANHAENGEN = True
    SCHREIBT = (Recht.NACHWEIS_ERSTELLEN,)

    fassung = models.OneToOneField(Fassung, models.PROTECT, related_name="beitraege", verbose_name="Fassung")
    kennung = models.UUIDField(default=uuid.uuid4, editable=False)
    inhalt = VerschluesselterText("Beiträge (JSON)", blank=False)

    class Meta:
        verbose_name, verbose_name_plural = "Beiträge einer Fassung", "Beiträge der Fassungen"

    def __str__(self) -> str:
        return f"Beiträge zu {self.fassung}"

    @property
    def gelesen(self) -> dict[str, Any]:
        """Kapitel → Tafel → Beiträge."""
        return json.loads(self.inhalt)
