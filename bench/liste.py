"""Listenseite gegen dieselben Zeilen aus rohem SQL und f-String: im Wechsel A B A B …, CPU-Zeit je Anfrage.

    .venv/bin/python bench/liste.py leitung@stadt.example /integrationsmanagement/faelle/

Beide Seiten laufen angemeldet durch alle Middleware mit Row-Level-Security. Die rohe Seite führt die Abfragen der
Listenseite wörtlich noch einmal aus und setzt nur die Tabellenzeilen neu in deren fertiges HTML: die Untergrenze.
"""

import logging
import os
import statistics
import sys
import time
from html import escape
from importlib import import_module
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arge.settings")
django.setup()
import_module("arge.wsgi")  # wie im Betrieb, auch der Speicherbereiniger
logging.disable(logging.CRITICAL)

from django.conf import settings  # noqa: E402 – erst nach der Einrichtung
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import get_resolver, path  # noqa: E402

from traeger.models import Benutzer  # noqa: E402

RUNDEN, JE_RUNDE = 7, 60


def anmelden(email: str) -> Client:
    client = Client()
    # eine Anmeldung schreibt das Konto
    transaction.atomic(client.force_login)(Benutzer.objects.get(email=email))
    return client


def rohe_seite(client: Client, pfad: str):
    """Ansicht aus den mitgeschriebenen Abfragen der Liste (ohne die der Middleware) und f-String-Zeilen."""
    client.get(pfad)
    with CaptureQueriesContext(connection) as mitschrift:
        html = client.get(pfad).content.decode()
    with CaptureQueriesContext(connection) as rahmen:
        client.get("/bench-leer/")
    eigene = [a["sql"] for a in mitschrift.captured_queries if a["sql"].startswith("SELECT")]
    eigene = eigene[sum(a["sql"].startswith("SELECT") for a in rahmen.captured_queries) :]
    kopf, rest = html.split("<tbody", 1)
    fuss = rest.split("</tbody>", 1)[1]

    def ansicht(request):
        ergebnisse = []
        with connection.cursor() as cursor:
            for sql in eigene:
                cursor.execute(sql)
                ergebnisse.append(cursor.fetchall())
        zeilen = ""
        for zeile in max(ergebnisse, key=lambda e: len(e[0]) if e else 0)[:25]:
            zellen = [f'<td class="kern-table__cell" role="cell">{escape(str(wert))}</td>' for wert in zeile]
            zeilen += f"<tr>{''.join(zellen)}</tr>"
        return HttpResponse(f"{kopf}<tbody>{zeilen}</tbody>{fuss}")

    return ansicht, len(mitschrift)


def messen(client: Client, pfad: str) -> float:
    beginn = time.process_time()
    for _ in range(JE_RUNDE):
        if client.get(pfad).status_code != 200:
            raise SystemExit(f"{pfad} antwortet nicht mit 200.")
    return (time.process_time() - beginn) / JE_RUNDE * 1000


def main(email: str, pfad: str) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    client, wurzel = anmelden(email), get_resolver()
    wurzel.url_patterns.append(path("bench-leer/", lambda request: HttpResponse("")))
    ansicht, abfragen = rohe_seite(client, pfad)
    wurzel.url_patterns.append(path("bench-roh/", ansicht))
    messen(client, "/bench-roh/")
    paare = [(messen(client, "/bench-roh/"), messen(client, pfad)) for _ in range(RUNDEN)]
    roh, unsere = (statistics.median(werte) for werte in zip(*paare, strict=True))
    verhaeltnis = statistics.median(u / r for r, u in paare)
    print(f"{pfad}: {abfragen} Abfragen, roh {roh:.2f} ms, Liste {unsere:.2f} ms, Verhältnis {verhaeltnis:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
