"""Misst WSGI-Server im Wechsel (A B A B …) an derselben Seite: CPU je Anfrage, Wartezeit, Speicher.

Aufruf: eval "$(bin/test --umgebung)"; .venv/bin/python manage.py einrichten; .venv/bin/python bench/server.py
"""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
GUNICORN = ["uv", "run", "--quiet", "--no-sync", "--with", "gunicorn==27.0.1", "gunicorn"]
SERVER = {
    "granian": [*PYTHON, "granian", "--interface", "wsgi", "--port", "{port}", "--workers", "2"],
    "granian 4 Fäden": [
        *PYTHON, "granian", "--interface", "wsgi", "--port", "{port}", "--workers", "2", "--blocking-threads", "4",
    ],
    "gunicorn sync": [*GUNICORN, "--bind", "127.0.0.1:{port}", "--workers", "2"],
    "gunicorn gthread": [*GUNICORN, "--bind", "127.0.0.1:{port}", "--workers", "2", "--threads", "4"],
}  # fmt: skip
RUNDEN, ANFRAGEN, GLEICHZEITIG = 3, 1500, 8
TAKT = os.sysconf("SC_CLK_TCK")


def baum(pid: int) -> set[int]:
    eltern = {}
    for datei in Path("/proc").glob("[0-9]*/stat"):
        try:
            eltern[int(datei.parent.name)] = int(datei.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    treffer, neu = set(), {pid}
    while neu:
        treffer |= neu
        neu = {kind for kind, von in eltern.items() if von in neu} - treffer
    return treffer


def cpu(pids: set[int]) -> float:
    felder = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(f[11]) + int(f[12]) for f in felder) / TAKT


def speicher(pids: set[int]) -> float:
    seiten = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return seiten * os.sysconf("SC_PAGE_SIZE") / 2**20


def anfragen(port: int, pfad: str, anzahl: int) -> tuple[list[float], int]:
    dauern, fehler, sperre = [], 0, threading.Lock()

    def lauf() -> None:
        nonlocal fehler
        for _ in range(anzahl // GLEICHZEITIG):
            beginn = time.perf_counter()
            verbindung = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                verbindung.request("GET", pfad)
                antwort = verbindung.getresponse()
                antwort.read()
                gut = antwort.status == 200
            except OSError:
                gut = False
            finally:
                verbindung.close()
            with sperre:
                dauern.append(time.perf_counter() - beginn)
                fehler += not gut

    faeden = [threading.Thread(target=lauf) for _ in range(GLEICHZEITIG)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    return dauern, fehler


def messe(befehl: list[str], pfad: str) -> dict[str, float]:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    aufruf = [teil.format(port=port) for teil in befehl] + ["arge.wsgi:application"]
    server = subprocess.Popen(  # noqa: S603
        aufruf, cwd=WURZEL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _ in range(300):
            if anfragen(port, pfad, GLEICHZEITIG)[1] == 0:
                break
            time.sleep(0.1)
        anfragen(port, pfad, 200)
        pids = baum(server.pid)
        vorher, beginn = cpu(pids), time.perf_counter()
        dauern, fehler = anfragen(port, pfad, ANFRAGEN)
        dauer = time.perf_counter() - beginn
        return {
            "CPU ms/Anfrage": 1000 * (cpu(pids) - vorher) / len(dauern),
            "Anfragen/s": len(dauern) / dauer,
            "p50 ms": 1000 * statistics.median(dauern),
            "p95 ms": 1000 * statistics.quantiles(dauern, n=20)[18],
            "MB": speicher(pids),
            "Fehler": fehler,
        }
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def main() -> None:
    pfad = sys.argv[1] if len(sys.argv) > 1 else "/konto/login/"
    werte: dict[str, list[dict[str, float]]] = {name: [] for name in SERVER}
    for _ in range(RUNDEN):
        for name, befehl in SERVER.items():
            werte[name].append(messe(befehl, pfad))
    spalten = list(werte["granian"][0])
    print("| Server | " + " | ".join(spalten) + " | CPU zu granian |")
    print("| --- |" + " ---: |" * (len(spalten) + 1))
    grund = statistics.median(w["CPU ms/Anfrage"] for w in werte["granian"])
    for name, laeufe in werte.items():
        mitte = {spalte: statistics.median(w[spalte] for w in laeufe) for spalte in spalten}
        zellen = " | ".join(f"{wert:.1f}".replace(".", ",") for wert in mitte.values())
        print(f"| {name} | {zellen} | {mitte['CPU ms/Anfrage'] / grund:.2f} |".replace(".", ","))


if __name__ == "__main__":
    main()
