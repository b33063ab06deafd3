"""`manage.py schluesselwechsel`: alles mit dem aktiven Schlüssel neu verschlüsseln, im Betrieb und wiederholbar (S8).

Ablauf: neuen Schlüssel in ARGE_SCHLUESSEL voranstellen, Web und Worker neu starten, diesen Befehl laufen lassen. Meldet er
nichts Unlesbares, darf der alte Schlüssel weg – aber nicht, solange Sicherungen aus seiner Zeit lesbar sein sollen.
"""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import BaseCommand, CommandError
from django.db import connection, models, transaction

from arge.daten.datenbank import MandantGrenze
from arge.daten.verschluesselung import NichtLesbar, VerschluesselterText, entschluesseln, veraltet, verschluesseln
from traeger.models import Benutzer, Traeger
from traeger.zugang import geheimnis, wartung


class Command(BaseCommand):
    """Blockweise: Jeder Block ist eine kurze Transaktion und sperrt nur seine Zeilen."""

    help = "Verschlüsselt alle Freitexte und Geheimnisse der Anmeldung mit dem aktiven Schlüssel neu."

    def add_arguments(self, parser):
        parser.add_argument("--block", type=int, default=500, help="Zeilen je Transaktion")

    def handle(self, *args, block, **optionen):
        self.unlesbar: list[str] = []
        texte = sum(self._modell(modell, felder, block) for modell, felder in _verschluesselte())
        faktoren = self._faktoren()
        self.stdout.write(f"Neu verschlüsselt: {texte} Texte, {faktoren} Geheimnisse der Anmeldung.")
        if self.unlesbar:
            raise CommandError("Nicht lesbar und unverändert: " + ", ".join(self.unlesbar))

    def _modell(self, modell, felder, block) -> int:
        anzahl = 0
        for zugang in _zugaenge(modell):
            letzte = 0
            while letzte is not None:
                with wartung(**zugang):
                    zeilen = list(
                        modell._base_manager.select_for_update().filter(pk__gt=letzte).order_by("pk")
                        .only("pk", *_stelle(modell), *(f.attname for f in felder))[:block]
                    )  # fmt: skip
                    anzahl += sum(self._spalte(modell, feld, zeilen) for feld in felder)
                    letzte = zeilen[-1].pk if zeilen else None
        return anzahl

    def _spalte(self, modell, feld, zeilen) -> int:
        neu = []
        for zeile in zeilen:
            daten, kontext = bytes(zeile.__dict__[feld.attname] or b""), feld.kontext(zeile)
            if daten and veraltet(daten):
                try:
                    neu.append((verschluesseln(entschluesseln(daten, kontext), kontext), zeile.pk))
                except NichtLesbar:
                    self.unlesbar.append(f"{modell._meta.db_table}.{feld.column} {zeile.pk}")
        with connection.cursor() as cursor:
            cursor.executemany(f'update "{modell._meta.db_table}" set "{feld.column}" = %s where id = %s', neu)  # noqa: S608 – Namen aus dem Modell
        return len(neu)

    def _faktoren(self) -> int:
        anzahl = 0
        for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
            with transaction.atomic():
                faktor = Authenticator.objects.select_for_update().get(pk=pk)
                try:
                    gewechselt = geheimnis.erneuern(faktor)
                except NichtLesbar:
                    self.unlesbar.append(f"mfa_authenticator {pk}")
                    continue
                if gewechselt:
                    faktor.save(update_fields=["data"])
                    anzahl += 1
        return anzahl


def _verschluesselte() -> Iterator[tuple[type[models.Model], list[VerschluesselterText]]]:
    for modell in apps.get_models():
        if felder := [f for f in modell._meta.concrete_fields if isinstance(f, VerschluesselterText)]:
            yield modell, felder


def _nach(modell) -> str | None:
    """„traeger“, „benutzer“, oder None: Die Zeilen gehören dem ganzen Haus."""
    return next((c.nach for c in modell._meta.constraints if isinstance(c, MandantGrenze)), None)


def _stelle(modell) -> list[str]:
    """Spalten, an die der Geheimtext gebunden ist (`VerschluesselterText.kontext`)."""
    return ["kennung", *({None: (), "benutzer": ("traeger_id", "benutzer_id")}.get(_nach(modell), ("traeger_id",)))]


def _zugaenge(modell) -> list[dict[str, int]]:
    """Je Träger oder je Konto ein Zugang: Auch dieser Befehl sieht nie zwei Träger zugleich."""
    if _nach(modell) is None:
        return [{}]
    besitzer, name = (Benutzer, "benutzer_id") if _nach(modell) == "benutzer" else (Traeger, "traeger_id")
    return [{name: pk} for pk in besitzer.objects.order_by("pk").values_list("pk", flat=True)]
