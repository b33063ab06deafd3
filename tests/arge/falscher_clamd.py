"""Ein Prüfdienst, der nicht tut, was er soll: Er meldet sich (PONG), und dann kommt auf eine Datei nur, was die Prüfung bestimmt."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from arge.betrieb import viren

STUMM, AUFGELEGT = b"", b"\0"
#: Was statt eines Urteils kommt; None: niemand hört zu.
FALSCHE = [
    None, STUMM, AUFGELEGT, b"stream: OK", b"stream: OK\n", b"stream: OK\0stream: OK\0", b"OK\0", b"stream: lstat() failed. ERROR\0",
    b"INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0", b"x" * 10_000,
]  # fmt: skip


@contextmanager
def falscher_clamd(antwort: bytes | None, monkeypatch) -> Iterator[str]:
    """Adresse des Dienstes; seine Geduld ist kurz, damit ein stummer nicht aufhält."""
    monkeypatch.setattr(viren, "FRIST", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as ohr:
        adresse = f"tcp://127.0.0.1:{ohr.getsockname()[1]}"
        if antwort is None:
            ohr.close()
            yield adresse
            return
        offen: list[socket.socket] = []
        faden = threading.Thread(target=_bedienen, args=(ohr, antwort, offen), daemon=True)
        faden.start()
        yield adresse
        ohr.shutdown(socket.SHUT_RDWR)
        faden.join()
        for leitung in offen:
            leitung.close()


def _bedienen(ohr: socket.socket, antwort: bytes, offen: list[socket.socket]) -> None:
    while True:
        try:
            leitung, _ = ohr.accept()
        except OSError:
            return
        gesagt = leitung.recv(6)
        if gesagt == b"zPING\0":
            leitung.sendall(b"PONG\0")
        elif antwort != AUFGELEGT:
            leitung.sendall(antwort)
            offen.append(leitung)  # bleibt offen: Das Ende der Verbindung ist keine Hilfe
            continue
        leitung.close()
