"""Suche über 30.000 MBE-Fälle und 15.000 Ehrenamtliche eines Trägers unter Row-Level-Security: in der Liste und im einen Feld.

`bench/suche.py` legt sie an und nimmt alles zurück.
"""

import os
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arge.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from arge.daten.anfrage import lies_anfrage  # noqa: E402
from arge.daten.dubletten import aehnliche  # noqa: E402
from arge.daten.suche import name_passt  # noqa: E402
from arge.seite.suche import KURZ, suchen  # noqa: E402
from beratung.models import Fall, Person  # noqa: E402
from ehrenamt.models import Ehrenamtliche  # noqa: E402
from tests.factories import MitgliedschaftFactory, TraegerFactory  # noqa: E402
from traeger.zugang import handeln, zugang_von  # noqa: E402

ZAHL, EHRENAMTLICHE = 30_000, 15_000
HEUTE = date(2026, 11, 28)
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


def ein_feld(zugang, text: str) -> None:
    """Anweisungen, Zeit in der Datenbank und Rechenzeit einer Anfrage des einen Felds (Median aus 9)."""
    datenbank, rechenzeit, anweisungen = [], [], []

    def wrapper(ausfuehren, sql, params, many, context):
        anfang = time.perf_counter()
        try:
            return ausfuehren(sql, params, many, context)
        finally:
            je.append((time.perf_counter() - anfang) * 1000)

    for _ in range(9):
        je: list[float] = []
        anfang = time.process_time()
        with connection.execute_wrapper(wrapper):
            treffer = list(suchen(zugang, lies_anfrage(text, HEUTE), HEUTE, je=KURZ))
        rechenzeit.append((time.process_time() - anfang) * 1000)
        datenbank.append(sum(je))
        anweisungen.append(len(je))
    print(f"| {text} | {len(treffer)} | {max(anweisungen)} | {median(datenbank):.1f} | {median(rechenzeit):.1f} |")


def menschen(traeger, modell, zahl: int, **angaben) -> None:
    modell.objects.bulk_create(
        [
            modell(traeger=traeger, vorname=wort(n * 7 % 9000), nachname=f"{wort(n)}-{wort(n % 97)}", telefon=f"0176 {n:07d}", geburtsdatum=date(1950 + n % 50, 1 + n % 12, 1 + n % 28), **angaben)
            for n in range(zahl)
        ],
        batch_size=2000,
    )  # fmt: skip


def main() -> None:
    with transaction.atomic():
        traeger = TraegerFactory()
        zugang = zugang_von(MitgliedschaftFactory(traeger=traeger, rolle="leitung"))
        with handeln(zugang):
            anfang = time.perf_counter()
            menschen(traeger, Person, ZAHL)
            print(f"{ZAHL} angelegt in {time.perf_counter() - anfang:.1f} s (samt Suchname und Protokoll)")
            menschen(traeger, Ehrenamtliche, EHRENAMTLICHE, gewonnen_am=date(2025, 1, 1))
            personen = Person.objects.values_list("pk", flat=True)
            Fall.objects.bulk_create(
                [Fall(traeger=traeger, person_id=pk, begonnen_am=date(2025, 1, 1)) for pk in personen], batch_size=2000
            )
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
            print(
                "\n| Ein Feld | Treffer | Anweisungen | Datenbank, ms | Rechenzeit, ms |\n| --- | ---: | ---: | ---: | ---: |"
            )
            for text in (
                "m",
                "ma",
                "Mülima",
                "Muelima Raha",
                "Malima",
                "Nichtdahier",
                "0176 00012",
                "12.3.1960",
                "1960",
                "1207",
                "Mülima 1960",
            ):
                ein_feld(zugang, text)
        transaction.set_rollback(True)


main()
