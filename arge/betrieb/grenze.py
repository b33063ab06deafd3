"""Web und Worker verweigern den Start, wenn ihre Datenbankrolle die Mandantengrenze umgehen könnte (qualitaet S3)."""

import time
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Critical
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection, connections

from arge.daten.datenbank import ROLLE_EIGNER, ROLLE_WEB

#: Sekunden, die ein Start auf die Datenbank wartet; ungeprüft wird keine Anfrage beantwortet.
GEDULD = 30
SATZ = (
    "Die Anwendung darf sich nicht als Eigentümer, Superuser oder mit BYPASSRLS anmelden:"
    f" DATABASE_URL braucht die Rolle {ROLLE_WEB} (DATABASE_URL_EIGNER ist die von {ROLLE_EIGNER})."
)
#: Die eigene Rolle und jede, in die sie mit SET ROLE wechseln kann; Eigentümer heißt: einer Tabelle mit Row-Level-Security.
UMGEHBAR = """
select exists (select from pg_roles r where (r.rolsuper or r.rolbypassrls) and pg_has_role(current_user, r.oid, 'set'))
    or exists (
        select from pg_class c
        where c.relkind = 'r' and c.relrowsecurity and c.relnamespace = 'public'::regnamespace
          and (pg_has_role(current_user, c.relowner, 'usage') or pg_has_role(current_user, c.relowner, 'set')))
"""


def grenze_umgehbar(verbindung: Any) -> bool:
    """Ob Row-Level-Security für diese Anmeldung wirkungslos ist oder abgeschaltet werden könnte."""
    with verbindung.cursor() as cursor:
        cursor.execute(UMGEHBAR)
        return bool(cursor.fetchone()[0])


def start_erlauben() -> None:
    """Beim Start von Web und Worker: `ImproperlyConfigured`, wenn die Grenze umgehbar ist; wartet kurz auf die Datenbank."""
    ende = time.monotonic() + GEDULD
    while True:
        try:
            umgehbar = grenze_umgehbar(connection)
            break
        except OperationalError:
            if time.monotonic() > ende:
                raise
            time.sleep(1)
        finally:
            connection.close()
    if umgehbar:
        raise ImproperlyConfigured(SATZ)


def grenze_check(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """`manage.py check --database default`: dieselbe Prüfung als Django-Check."""
    if "default" in (databases or ()) and grenze_umgehbar(connections["default"]):
        return [Critical(SATZ, id="arge.E001")]
    return []
