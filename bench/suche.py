"""Namenssuche über 30.000 Personen eines Trägers unter Row-Level-Security: `bench/suche.py` (legt sie an und nimmt alles zurück)."""

import os
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arge.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402

from arge.daten.suche import aehnliche, name_passt  # noqa: E402
from beratung.models import Person  # noqa: E402
from tests.factories import MitgliedschaftFactory, TraegerFactory  # noqa: E402
from traeger.zugang import handeln, zugang_von  # noqa: E402

ZAHL = 30_000
SILBEN = [
    "ma",
    "na",
    "ra",
    "sa",
    "la",
    "mo",
    "no",
    "ro",
    "li",
    "ti",
    "ka",
    "ha",
    "do",
    "be",
    "fe",
    "mü",
    "sch",
    "ol",
    "an",
    "el",
    "ar",
    "in",
]


def wort(nummer: int) -> str:
    teile = []
    while nummer or len(teile) < 2:
        nummer, stelle = divmod(nummer, len(SILBEN))
        teile.append(SILBEN[stelle])
    return "".join(teile).capitalize()


def messen(name: str, abfrage) -> None:
    zeiten = []
    for _ in range(9):
        anfang = time.perf_counter()
        ergebnis = abfrage()
        zeiten.append((time.perf_counter() - anfang) * 1000)
    print(f"| {name} | {ergebnis} | {median(zeiten):.1f} |")


def main() -> None:
    with transaction.atomic():
        traeger = TraegerFactory()
        with handeln(zugang_von(MitgliedschaftFactory(traeger=traeger))):
            anfang = time.perf_counter()
            Person.objects.bulk_create(
                [
                    Person(traeger=traeger, vorname=wort(n * 7 % 9000), nachname=f"{wort(n)}-{wort(n % 97)}")
                    for n in range(ZAHL)
                ],
                batch_size=2000,
            )
            print(f"{ZAHL} angelegt in {time.perf_counter() - anfang:.1f} s (samt Suchname und Protokoll)")
            print("| Suche | Treffer | ms |\n| --- | ---: | ---: |")
            for text in ("Mülima", "muelima raha", "Mü", "m", "Nichtda"):
                treffer = Person.objects.filter(name_passt(text))
                messen(
                    f"„{text}“: erste 26 geordnet",
                    lambda t=treffer: len(t.order_by("suchname", "pk").values_list("pk", "nachname")[:26]),
                )
                messen(f"„{text}“: gezählt", lambda t=treffer: t.count())
            dubletten = aehnliche(Person.objects.all(), vorname="Mara", nachname="Mülima")
            messen("Dubletten beim Tippen", lambda: len(dubletten[:5]))
        transaction.set_rollback(True)


main()
