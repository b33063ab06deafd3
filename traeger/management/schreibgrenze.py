"""Wer in Tabellen ohne Mandant schreibt: je Tabelle ein Trigger, der den signierten Zugang fragt (SICHERHEIT, „Schreibgrenze“).

Zeilensicherheit trennt Träger. Was allen gehört (Träger, Stellenplan, Beschlüsse) oder einem Menschen (Konto, Faktor), schützt sie
nicht: Eine eingeschleuste Anweisung könnte dort ein Passwort oder eine Rolle schreiben und wäre danach jemand anderes. Darum nennt
jedes gemeinsame Modell mit `SCHREIBT`, mit welchem Recht es sich ändert; ohne Angabe hat die Anwendungsrolle nur Leserecht.
Beides läuft in der Transaktion von `einrichten`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import models
from psycopg.sql import Literal

from arge.daten.datenbank import ROLLE_WEB, ROLLE_ZAHLEN, MandantGrenze
from traeger.begriffe import RECHTE
from traeger.models import MandantModell
from traeger.zugang.grenze import TECHNISCH

#: Zeilen eines Kontos: Tabelle → Spalte mit der Nummer des Kontos.
KONTO = {
    "traeger_benutzer": "id",
    "account_emailaddress": "user_id",
    "mfa_authenticator": "user_id",
    "usersessions_usersession": "user_id",
}
#: Was in einer Zeile eines fremden Pakets stehen darf, dessen Modell keine Bedingung von uns tragen kann. Wiederherstellungscodes von
#: Hand (`migrated_codes`) zeigten sonst jeden Geheimtext, den jemand hineinschreibt.
BEDINGUNG = {
    "mfa_authenticator": "(type = 'totp' and data - 'secret' = '{}')"
    " or (type = 'recovery_codes' and data - '{seed,used_mask,viewed_at}'::text[] = '{}')"
    " or (type = 'webauthn' and data - '{name,credential}'::text[] = '{}')",
}
#: Leer, aber Django löscht daraus mit, wenn eine Adresse geht (allauth bestätigt mit gesiegelten Verweisen).
NUR_LOESCHEN = ("account_emailconfirmation",)
#: Eigene Regel statt Liste von Rollen: wer Zugang gibt und nimmt.
EIGENE_REGEL = {"traeger_mitgliedschaft": "mitgliedschaft_grenze", "traeger_einladung": "einladung_grenze"}
#: Ohne Grenze beschreibbar, mit dem Grund, warum eine gefälschte Zeile nichts öffnet.
FREI = {
    "django_session": "Die Daten sind gesiegelt und gelten nur unter ihrer Kennung (arge.betrieb.anmeldespeicher).",
    "zwischenspeicher": "Trägt nur JSON: Zähler der Bremsen und den Herzschlag. Wer ihn fälscht, bremst oder löst, mehr nicht.",
    "traeger_brief": "Empfänger und Text sind verschlüsselt: Eine erfundene Zeile lässt sich nicht lesen und geht nicht hinaus.",
}


class Grenze(NamedTuple):
    """Trigger einer Tabelle."""

    tabelle: str
    funktion: str
    je: str
    wert: tuple[str, ...] = ()

    def anweisung(self) -> str:
        werte = ", ".join(Literal(w).as_string() for w in self.wert)
        return (
            f'create or replace trigger schreibgrenze before insert or update or delete on "{self.tabelle}" for each {self.je}'
            f" when (current_user = '{ROLLE_WEB}') execute function {self.funktion}({werte})"
        )


def gemeinsame() -> dict[str, tuple[str, ...]]:
    """Tabellen, die `SCHREIBT` nennen, mit den Rollen, die das Recht haben."""
    return {
        modell._meta.db_table: tuple(sorted(rolle.value for rolle, rechte in RECHTE.items() if rechte & {*modell.SCHREIBT}))
        for modell in apps.get_models()
        if getattr(modell, "SCHREIBT", None) is not None
    }


def nur_lesbar() -> set[str]:
    """Tabellen ohne Zeilensicherheit und ohne jede Angabe: Die Anwendungsrolle liest sie nur."""
    geregelt = {*gemeinsame(), *KONTO, *FREI, *NUR_LOESCHEN, *_zwischentabellen()}
    return {
        modell._meta.db_table
        for modell in apps.get_models(include_auto_created=True)
        if modell._meta.db_table not in geregelt and not any(isinstance(c, MandantGrenze) for c in modell._meta.constraints)
    } | {"django_migrations"}


def setzen(cursor) -> None:
    """Nur in einer Transaktion; geändert wird, was abweicht (die Anweisung steht als Kommentar am Trigger)."""
    cursor.execute(
        "select relname, obj_description(t.oid, 'pg_trigger') from pg_trigger t join pg_class c on c.oid = tgrelid"
        " where tgname = 'schreibgrenze' and relnamespace = 'public'::regnamespace"
    )
    stand = dict(cursor.fetchall())
    soll = {grenze.tabelle: grenze.anweisung() for grenze in _grenzen()}
    for tabelle in stand.keys() - soll.keys():
        cursor.execute(f'drop trigger schreibgrenze on "{tabelle}"')
    for tabelle, anweisung in soll.items():
        if stand.get(tabelle) != anweisung:
            cursor.execute(anweisung, None)
            cursor.execute(f'comment on trigger schreibgrenze on "{tabelle}" is {Literal(anweisung).as_string()}', None)
    _bedingungen_setzen(cursor)
    _zwischentabellen_setzen(cursor)


def _bedingungen_setzen(cursor) -> None:
    cursor.execute("select obj_description(oid, 'pg_constraint') from pg_constraint where conname = 'schreibgrenze'")
    stand = {bedingung for (bedingung,) in cursor.fetchall()}
    for tabelle, bedingung in BEDINGUNG.items():
        if bedingung not in stand:
            cursor.execute(
                f'alter table "{tabelle}" drop constraint if exists schreibgrenze,'
                f" add constraint schreibgrenze check ({bedingung});"
                f' comment on constraint schreibgrenze on "{tabelle}" is {Literal(bedingung).as_string()}',
                None,
            )


def _grenzen() -> Iterator[Grenze]:
    yield from (
        Grenze(tabelle, "schreibgrenze", "statement", (*rollen, TECHNISCH)) for tabelle, rollen in gemeinsame().items()
    )
    yield from (Grenze(tabelle, "kontogrenze", "row", (spalte,)) for tabelle, spalte in KONTO.items())
    yield from (Grenze(tabelle, funktion, "row") for tabelle, funktion in EIGENE_REGEL.items())


def _zwischentabellen() -> dict[str, tuple[str, str]]:
    """Mehrfach-Verweise einer Zeile mit Mandant: Zwischentabelle → (Spalte, Tabelle der Zeile)."""
    return {
        feld.remote_field.through._meta.db_table: (feld.m2m_column_name(), modell._meta.db_table)
        for modell in apps.get_models()
        if issubclass(modell, MandantModell)
        for feld in modell._meta.local_many_to_many
        if isinstance(feld, models.ManyToManyField)
    }


def _zwischentabellen_setzen(cursor) -> None:
    """Sie gehören, wem ihre Zeile gehört: Deren Zeilensicherheit entscheidet auch hier."""
    cursor.execute("select tablename from pg_policies where policyname = 'grenze_zeile'")
    stand = {tabelle for (tabelle,) in cursor.fetchall()}
    for tabelle, (spalte, zeile) in _zwischentabellen().items():
        if tabelle not in stand:
            # Ein Vergleich mit der Spalte statt `exists`: Nur so gilt er schon im Index, vor jedem anderen (arge.daten.indizes).
            eigene = f'"{spalte}" = any (array(select zeile.id from "{zeile}" as zeile))'  # noqa: S608 – Namen aus den Modellen
            cursor.execute(
                f'alter table "{tabelle}" enable row level security;'
                f' drop policy if exists grenze_zeile on "{tabelle}"; drop policy if exists grenze_zahlen on "{tabelle}";'
                f' create policy grenze_zeile on "{tabelle}" to {ROLLE_WEB} using ({eigene}) with check ({eigene});'
                f' create policy grenze_zahlen on "{tabelle}" for select to {ROLLE_ZAHLEN} using ((select zugang() is not null))'
            )
