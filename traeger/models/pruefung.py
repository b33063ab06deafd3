"""Regeln über mehrere Zeilen als Trigger der Tabellen, von denen sie handeln (Entscheidung 14)."""

import pgtrigger


def pruefung(name: str, funktion: str, spalte: str, **wann: bool) -> list[pgtrigger.Trigger]:
    """Regel über mehrere Zeilen: nach Anlegen und Ändern prüft `funktion` je Wert von `spalte` – einmal je Anweisung.

    Die Funktionen stehen in <app>/management/sql, sperren den Träger und sprechen deutsch (SQLSTATE 23514, `regel_…`).
    """
    was = f"perform {funktion}({spalte}) from (select distinct {spalte} from neu) as betroffen"  # noqa: S608 – Namen aus dem Quelltext
    return _je_anweisung(name, was, **wann)


def in_beschaeftigung(
    name: str, was: str, *, tage: tuple[str, str] = ("von", "bis"), storno: bool = False
) -> list[pgtrigger.Trigger]:
    """Regel jeder Zeile, die sagt, was eine Fachkraft an einem Tag oder von … bis tut: Sie liegt in ihrer Beschäftigung.

    `was` nennt die Meldung. Dieselbe Frage stellt die Datenbank, wenn sich die Beschäftigung ändert (`settings.AN_FACHKRAFT`).
    """
    von, bis = tage
    gilt = "where storniert_am is null" if storno else ""
    return _je_anweisung(
        name,
        f"perform beschaeftigung_pruefen(fachkraft_id, min({von}), max({bis}), bool_or({bis} is null), '{was}')"
        f" from neu {gilt} group by fachkraft_id",
    )


def _je_anweisung(name: str, was: str, **wann: bool) -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name=f"{name}_{teil}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=tun,
            referencing=pgtrigger.Referencing(new="neu"),
            func=f"{was}; return null;",
        )
        for teil, tun in {"neu": pgtrigger.Insert, "anders": pgtrigger.Update}.items()
        if wann.get(teil, True)
    ]
