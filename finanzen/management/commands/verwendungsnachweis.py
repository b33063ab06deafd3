"""`manage.py verwendungsnachweis 2026 --ziel nachweis.pdf`: derselbe Vorgang wie im Browser, ohne Worker."""

import uuid
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from finanzen import vorgaenge
from finanzen.dokumente import nachweis_daten, nachweis_pdf
from traeger.zugang import technisch


class Command(BaseCommand):
    """Friert eine neue Fassung ein und schreibt ihr PDF."""

    help = "Erstellt den Verwendungsnachweis eines Jahres als PDF."

    def add_arguments(self, parser):
        parser.add_argument("jahr", type=int)
        parser.add_argument("--ziel", type=Path, required=True, help="Datei, die geschrieben wird")
        parser.add_argument("--probe", action="store_true", help="zählt und setzt das PDF, friert aber keine Fassung ein")

    def handle(self, *args, jahr, ziel, probe, **optionen):
        heute = timezone.localdate()
        if not 2025 <= jahr <= heute.year:
            raise CommandError(f"Das Berichtsjahr liegt zwischen 2025 und {heute.year}.")
        if not ziel.parent.is_dir():
            raise CommandError(f"Den Ordner {ziel.parent} gibt es nicht.")
        if probe:
            with technisch():
                # Auch ein Probedruck liegt neben gedruckten Fassungen.
                daten, _ = nachweis_daten(jahr=jahr, heute=heute, fruehere=vorgaenge.fruehere_fassungen(jahr))
            ziel.write_bytes(nachweis_pdf(daten=daten, nummer=0, pruefsumme="nicht eingefroren", erstellt_am=timezone.now()))
            self.stdout.write(f"Probe für {jahr} steht in {ziel}; eingefroren ist nichts.")
            return
        with technisch():
            fassung = vorgaenge.nachweis_erstellen(
                schluessel=f"verwendungsnachweis:{uuid.uuid4()}", jahr=jahr, heute=heute, am=timezone.now(), durch=None,
                fortschritt=lambda prozent, schritt: self.stdout.write(f"{prozent:3d} % {schritt}"),
            )  # fmt: skip
        self.stdout.write(" 75 % PDF setzen")
        ziel.write_bytes(
            nachweis_pdf(
                daten=fassung.daten, nummer=fassung.nummer, pruefsumme=fassung.pruefsumme, erstellt_am=fassung.erstellt_am
            )
        )
        self.stdout.write(f"Fassung {fassung.nummer} für {jahr} steht in {ziel}.")
