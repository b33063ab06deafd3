"""Der Riegel: woran die Datenbank erkennt, dass ein Zugang von der Anwendung kommt (SICHERHEIT, „Signierter Zugang“).

Das Geheimnis liegt in einem Schema, das nur `arge_protokoll` betritt; die Anwendungsrolle kann es weder lesen noch damit
siegeln. `einrichten` schreibt es bei jedem Lauf aus der Umgebung, darum steht es in keiner Sicherung und wechselt mit ARGE_GEHEIMNIS.
"""

from arge.daten.datenbank import ROLLE_PROTOKOLL
from arge.daten.siegel import schluessel

#: HMAC-SHA-256 aus dem eingebauten sha256(): zwei vorgerechnete Schlüsselblöcke statt der Erweiterung pgcrypto (RFC 2104).
ANWEISUNGEN = (
    f"create schema if not exists riegel authorization {ROLLE_PROTOKOLL}",
    f"set local role {ROLLE_PROTOKOLL}",
    "revoke all on schema riegel from public",
    "create table if not exists riegel.geheimnis (eines boolean primary key default true check (eines), innen bytea, aussen bytea)",
    # plpgsql statt sql: behält seinen Plan, das ist halb so teuer (bench/zugang.py)
    """create or replace function riegel.siegel(p_text text) returns text language plpgsql stable as $$
    declare g record;
    begin
        select innen, aussen into g from riegel.geheimnis;
        return encode(sha256(g.aussen || sha256(g.innen || convert_to(p_text, 'UTF8'))), 'hex');
    end $$""",
)
BLOCK = 64


def setzen(cursor) -> None:
    """Schema, Siegel und das heutige Geheimnis; nur in einer Transaktion als Eigentümer."""
    for anweisung in ANWEISUNGEN:
        cursor.execute(anweisung)
    block = schluessel().ljust(BLOCK, b"\0")
    innen, aussen = (bytes(byte ^ maske for byte in block) for maske in (0x36, 0x5C))
    cursor.execute(
        "insert into riegel.geheimnis (innen, aussen) values (%s, %s)"
        " on conflict (eines) do update set innen = excluded.innen, aussen = excluded.aussen"
        " where geheimnis.innen <> excluded.innen",
        [innen, aussen],
    )
    cursor.execute("reset role")
