"""Beiträge einer Fassung bei 30.000 Fällen dreier Träger: Größe in der Datenbank, Zeit und Speicher, mit und ohne Fassungen davor.

`bench/beitraege.py` legt Fälle, Kontakte und Gespräche an, friert drei Fassungen ein und nimmt alles zurück.
"""

import os
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arge.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.db.models.functions import Length  # noqa: E402
from django.utils import timezone  # noqa: E402

from beratung.begriffe import Thema  # noqa: E402
from beratung.models import Fall, Kontakt, Person  # noqa: E402
from finanzen.models import Beitraege  # noqa: E402
from finanzen.vorgaenge import nachweis_erstellen  # noqa: E402
from integrationsmanagement.begriffe import Handlungsfeld  # noqa: E402
from integrationsmanagement.models import Gespraech, IMFall  # noqa: E402
from tests.factories import BenutzerFactory, FachkraftFactory, MitgliedschaftFactory, TraegerFactory  # noqa: E402
from traeger.zugang import handeln, technisch, zugang_von  # noqa: E402

JE_TRAEGER, KONTAKTE = 5_000, 3
HEUTE = date(2027, 1, 10)


def anlegen(nummer: int) -> None:
    """Ein Träger: je Arbeitsfeld so viele Fälle verschiedener Menschen, zwei Drittel aus dem Vorjahr, jeder mit drei Kontakten."""
    traeger, wer = TraegerFactory(kurzname=f"T{nummer}"), BenutzerFactory()
    kraft = FachkraftFactory(traeger=traeger)
    stapel = {"batch_size": 2000}
    with handeln(zugang_von(MitgliedschaftFactory(traeger=traeger, rolle="leitung"))):
        personen = Person.objects.bulk_create(
            [Person(traeger=traeger, vorname=f"V{n}", nachname=f"N{n}") for n in range(2 * JE_TRAEGER)], **stapel
        )
        beginn = [date(2025, 3, 1) if n % 3 else date(2026, 3, 1) for n in range(JE_TRAEGER)]
        mbe = Fall.objects.bulk_create(
            [Fall(traeger=traeger, person=p, begonnen_am=tag) for p, tag in zip(personen, beginn, strict=False)], **stapel
        )
        im = IMFall.objects.bulk_create(
            [
                IMFall(traeger=traeger, person=p, begonnen_am=tag, au_zuteilung_am=tag)
                for p, tag in zip(personen[JE_TRAEGER:], beginn, strict=True)
            ],
            **stapel,
        )
        gemeinsam = {
            "traeger": traeger,
            "fachkraft": kraft,
            "erfasst_von": wer,
            "dauer_minuten": 50,
            "anzahl_angehoerige": 1,
        }
        tage = [date(2026, 4, 1) + timedelta(7 * n) for n in range(KONTAKTE)]
        themen, felder = list(Thema), list(Handlungsfeld)
        Kontakt.objects.bulk_create(
            [
                Kontakt(fall=fall, am=tag, themen=[themen[(n + t) % len(themen)], themen[0]], **gemeinsam)
                for n, fall in enumerate(mbe) for t, tag in enumerate(tage)
            ], **stapel,
        )  # fmt: skip
        Gespraech.objects.bulk_create(
            [
                Gespraech(fall=fall, am=tag, handlungsfelder=[felder[(n + t) % len(felder)]], **gemeinsam)
                for n, fall in enumerate(im) for t, tag in enumerate(tage)
            ], **stapel,
        )  # fmt: skip


def main() -> None:
    with transaction.atomic():
        anfang = time.perf_counter()
        for nummer in range(3):
            anlegen(nummer)
        print(f"{6 * JE_TRAEGER} Fälle angelegt in {time.perf_counter() - anfang:.0f} s")
        print(
            "| Fassung | s | CPU s | höchster Speicher, MB | Beiträge, MB | lesen, s |\n| --- | ---: | ---: | ---: | ---: | ---: |"
        )
        with technisch():
            for nummer in range(1, 4):
                uhr, cpu = time.perf_counter(), time.process_time()
                fassung = nachweis_erstellen(
                    schluessel=f"bench-{nummer}", jahr=2026, heute=HEUTE, am=timezone.now(), durch=None,
                    fortschritt=lambda *_: None,
                )  # fmt: skip
                uhr, cpu = time.perf_counter() - uhr, time.process_time() - cpu
                hoechster = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                groesse = Beitraege.objects.annotate(n=Length("inhalt")).values_list("n", flat=True).get(fassung=fassung)
                lesen = time.perf_counter()
                _ = Beitraege.objects.get(fassung=fassung).gelesen
                lesen = time.perf_counter() - lesen
                print(
                    f"| {nummer} | {uhr:.1f} | {cpu:.1f} | {hoechster:.0f} | {groesse / 1e6:.1f} | {lesen:.2f} |", flush=True
                )
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
