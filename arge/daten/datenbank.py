"""Die Mandantengrenze als Teil des Schemas: Row-Level-Security und zusammengesetzte Fremdschlüssel.

Beide stehen in `Meta.constraints`, also in Migrationen, wie jede andere Regel, die eine Zeile kennen kann.
Gemessen (qualitaet 1.1–1.3): RLS kostet nichts, wenn die Policy `current_setting` in einem Unter-SELECT liest;
einspaltige Fremdschlüssel unterlaufen RLS; nur `set_config(…, true)` in der Transaktion leckt nicht.
"""

import re
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.ddl_references import Statement, Table

from arge.daten.eingang import ERSTER, LETZTER
from arge.zahlen.zeitraum import tag_davor

ROLLE_EIGNER = "arge_eigner"
ROLLE_WEB = "arge_web"
ROLLE_ZAHLEN = "arge_zahlen"
ROLLE_PROTOKOLL = "arge_protokoll"
ROLLE_REGELN = "arge_regeln"

#: Policies lesen den Zugang nur über `zugang()`: Sie prüft das Siegel; ein gesetzter Wert allein ist nichts.
TRAEGER = "(select (zugang() ->> 'traeger')::bigint)"
BENUTZER = "(select (zugang() ->> 'benutzer')::bigint)"


def enthaelt(liste: str, wert: str) -> str:
    """SQL-Bedingung: Die `liste` des Zugangs (akten, alle) enthält `wert`."""
    return f"(select zugang() -> '{liste}' ? '{wert}')"


class MandantGrenze(models.BaseConstraint):
    """RLS auf einer Tabelle mit `traeger_id`: ohne Zugang keine Zeile, mit Zugang nur die eigenen.

    `akten`: nur, wenn der Zugang eines dieser Arbeitsfelder führt (Fachmodell 0: Verwaltung sieht keine Akten).
    `alle`: Rollen, deren Zugang diesen Bereich trägerübergreifend führt, sehen und schreiben alle Zeilen.
    `alle_lesen`: dasselbe, aber nur lesend. `eigene`: Zeilen des angemeldeten Benutzers sind immer sichtbar (`benutzer_id`).
    `nach="benutzer"`: die Zeile gehört dem Benutzer, nicht dem Träger (Entwürfe, Aufträge).
    `leer`: Zeilen ohne Träger gibt es auch; sie sieht nur `alle`.
    """

    def __init__(
        self,
        *,
        name: str,
        akten: Sequence[str] = (),
        alle: str = "",
        alle_lesen: str = "",
        eigene: bool = False,
        nach: str = "traeger",
        leer: bool = False,
    ) -> None:
        super().__init__(name=name)
        self.leer = leer
        self.akten, self.alle, self.alle_lesen, self.eigene, self.nach = tuple(akten), alle, alle_lesen, eigene, nach

    def deconstruct(self):
        pfad, args, kwargs = super().deconstruct()
        for schluessel in ("akten", "alle", "alle_lesen", "eigene", "leer"):
            if wert := getattr(self, schluessel):
                kwargs[schluessel] = wert
        if self.nach != "traeger":
            kwargs["nach"] = self.nach
        return pfad, args, kwargs

    def __eq__(self, andere: object) -> bool:
        return isinstance(andere, MandantGrenze) and self.deconstruct() == andere.deconstruct()

    __hash__ = models.BaseConstraint.__hash__

    @property
    def geteilt(self) -> bool:
        """Ob die Policy ein „oder“ über zwei Spalten ist: Dann führt jeder Index an ihr vorbei (arge.daten.indizes)."""
        return self.eigene or self.leer

    def bedingung(self) -> str:
        return self._bedingung(self.alle)

    def lesbar(self) -> str:
        lesbar = self._bedingung(self.alle, self.alle_lesen)
        return f"({lesbar}) or benutzer_id = {BENUTZER}" if self.eigene else lesbar

    def _bedingung(self, *bereiche: str) -> str:
        """Immer ein Vergleich der Grenzspalte, auch wo ein Bereich alle sieht: Ein „oder“ könnte kein Index vor anderen Bedingungen prüfen."""
        eigen = BENUTZER if self.nach == "benutzer" else TRAEGER
        alles = " or ".join(enthaelt("alle", bereich) for bereich in bereiche if bereich)
        if not alles:
            bedingung = f"{self.nach}_id = {eigen}"
        elif self.leer:
            bedingung = f"{self.nach}_id = {eigen} or {alles}"
        else:
            alle = f"array(select id from traeger_{self.nach})"  # noqa: S608 – Namen aus den Modellen
            bedingung = f"{self.nach}_id = any ((select case when {alles} then {alle} else array[{eigen}] end)::bigint[])"
        if self.akten:
            bedingung += " and (" + " or ".join(enthaelt("akten", feld) for feld in self.akten) + ")"
        return bedingung

    def create_sql(self, model, schema_editor):
        tabelle = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(
            "alter table %(table)s enable row level security;"
            " alter table %(table)s force row level security;"
            f" create policy grenze_lesen on %(table)s for select to {ROLLE_WEB}, {ROLLE_EIGNER} using ({self.lesbar()});"
            f" create policy grenze_anlegen on %(table)s for insert to {ROLLE_WEB}, {ROLLE_EIGNER}"
            f" with check ({self.bedingung()});"
            f" create policy grenze_aendern on %(table)s for update to {ROLLE_WEB}, {ROLLE_EIGNER}"
            f" using ({self.bedingung()}) with check ({self.bedingung()});"
            f" create policy grenze_loeschen on %(table)s for delete to {ROLLE_WEB}, {ROLLE_EIGNER}"
            f" using ({self.bedingung()});"
            f" create policy grenze_zahlen on %(table)s for select to {ROLLE_ZAHLEN} using ((select zugang() is not null))",
            table=tabelle,
        )

    def constraint_sql(self, model, schema_editor):
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def remove_sql(self, model, schema_editor):
        tabelle = Table(model._meta.db_table, schema_editor.quote_name)
        teile = ["lesen", "anlegen", "aendern", "loeschen", "zahlen"]
        befehle = "; ".join(f"drop policy if exists grenze_{teil} on %(table)s" for teil in teile)
        return Statement(befehle + "; alter table %(table)s disable row level security", table=tabelle)

    def validate(self, model, instance, exclude=None, using=None):
        """Nichts zu prüfen: Die Grenze zieht die Datenbank, nicht das Formular."""


class MandantFremdschluessel(models.BaseConstraint):
    """Zusammengesetzter Fremdschlüssel `(traeger_id, x_id) → x (traeger_id, id)`.

    So können Kind und Elternteil nie verschiedenen Trägern gehören (qualitaet 1.2). Das Django-Feld selbst
    steht mit `db_constraint=False` daneben, damit die Datenbank nicht zweimal prüft. `ueber` nennt die Spalte
    des Trägers im Kind, wenn sie nicht `traeger` heißt.
    """

    def __init__(self, feld: str, *, name: str, ueber: str = "traeger") -> None:
        super().__init__(name=name)
        self.feld, self.ueber = feld, ueber

    def deconstruct(self):
        pfad, _, kwargs = super().deconstruct()
        if self.ueber != "traeger":
            kwargs["ueber"] = self.ueber
        return pfad, (self.feld,), kwargs

    def __eq__(self, andere: object) -> bool:
        return isinstance(andere, MandantFremdschluessel) and self.deconstruct() == andere.deconstruct()

    __hash__ = models.BaseConstraint.__hash__

    def create_sql(self, model, schema_editor):
        feld = model._meta.get_field(self.feld)
        return Statement(
            "alter table %(table)s add constraint %(name)s foreign key (%(ueber)s, %(spalte)s)"
            " references %(ziel)s (traeger_id, id) deferrable initially deferred",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
            ueber=schema_editor.quote_name(model._meta.get_field(self.ueber).column),
            spalte=schema_editor.quote_name(feld.column),
            ziel=Table(feld.related_model._meta.db_table, schema_editor.quote_name),
        )

    def constraint_sql(self, model, schema_editor):
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def remove_sql(self, model, schema_editor):
        return Statement(
            "alter table %(table)s drop constraint if exists %(name)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def validate(self, model, instance, exclude=None, using=None):
        """Nichts zu prüfen: `.fuer(zugang)` bietet nur eigene Zeilen an, die Datenbank weist fremde ab."""


class KeineUeberschneidung(models.BaseConstraint):
    """Zeiträume `von … bis` (einschließlich) derselben `felder` dürfen sich nicht überschneiden.

    Ausschluss-Constraint ohne Erweiterung btree_gist: Schlüssel als `int8range(x, x, '[]')` (haus 3, Zeit); Wörter als
    ihr 64-Bit-Hash, ja/nein als 0/1, ein leerer Verweis als 0. Der Satz nennt den Zeitraum, mit dem es kollidiert. Bei Zeilen
    eines Trägers steht er immer vorn: Sonst ließe sich an der Ablehnung ablesen, was bei einem anderen eingetragen ist.
    `ausser`: Zeilen, in denen dieses Feld gefüllt ist, zählen nicht (Storniertes).
    """

    def __init__(
        self, *felder: str, name: str, violation_error_message: str, von: str = "von", bis: str = "bis", ausser: str = ""
    ) -> None:
        super().__init__(name=name, violation_error_message=violation_error_message)
        self.felder, self.von, self.bis, self.ausser = felder, von, bis, ausser

    def deconstruct(self):
        pfad, _, kwargs = super().deconstruct()
        kwargs |= {k: getattr(self, k) for k in ("von", "bis") if getattr(self, k) != k}
        kwargs |= {"ausser": self.ausser} if self.ausser else {}
        return pfad, self.felder, kwargs

    def __eq__(self, andere: object) -> bool:
        return isinstance(andere, KeineUeberschneidung) and self.deconstruct() == andere.deconstruct()

    __hash__ = models.BaseConstraint.__hash__

    def _schluessel(self, model) -> tuple[str, ...]:
        eigene = any(isinstance(c, MandantGrenze) and c.nach == "traeger" for c in model._meta.constraints)
        return ("traeger", *self.felder) if eigene and "traeger" not in self.felder else self.felder

    def create_sql(self, model, schema_editor):
        def spalte(name: str) -> str:
            return schema_editor.quote_name(model._meta.get_field(name).column)

        def schluessel(name: str) -> str:
            feld = model._meta.get_field(name)
            if isinstance(feld, models.CharField):
                return f"hashtextextended({spalte(name)}, 0)"
            if isinstance(feld, models.BooleanField):
                return f"{spalte(name)}::int::bigint"
            return f"coalesce({spalte(name)}, 0)" if feld.null else spalte(name)

        gilt = f" where ({spalte(self.ausser)} is null)" if self.ausser else ""
        bereiche = ", ".join(f"int8range({schluessel(f)}, {schluessel(f)}, '[]') with &&" for f in self._schluessel(model))
        return Statement(
            "alter table %(table)s add constraint %(name)s exclude using gist"
            f" ({bereiche}, daterange({spalte(self.von)}, {spalte(self.bis)}, '[]') with &&){gilt} deferrable initially immediate",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    constraint_sql = MandantFremdschluessel.constraint_sql
    remove_sql = MandantFremdschluessel.remove_sql

    @staticmethod
    def kollision(detail: str | None) -> str:
        """Der Zeitraum, den PostgreSQL in seiner Meldung nennt (`[2026-01-01,2027-01-01)`), als Nachsatz."""
        treffer = re.findall(r"[\[(](\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)?[)\]]", detail or "")
        if len(treffer) < 2:
            return ""
        von, nach = treffer[-1]
        return zeitraum_satz(date.fromisoformat(von), tag_davor(date.fromisoformat(nach)) if nach else None)

    def validate(self, model, instance, exclude=None, using=None):
        """Dieselbe Regel im Formular, damit der Mensch den Satz liest und nicht die Datenbank."""
        von, bis = getattr(instance, self.von), getattr(instance, self.bis)
        werte = {feld: getattr(instance, model._meta.get_field(feld).attname) for feld in self._schluessel(model)}
        leer_verboten = {feld for feld, wert in werte.items() if wert is None and not model._meta.get_field(feld).null}
        if von is None or leer_verboten or (exclude and exclude & {*self.felder, self.von}):
            return
        gleich = models.Q(**{f: w for f, w in werte.items() if w is not None})
        gleich &= models.Q(**{f"{f}__isnull": True for f, w in werte.items() if w is None})
        treffer = model._default_manager.filter(gleich).exclude(pk=instance.pk)
        treffer = treffer.filter(models.Q(**{f"{self.bis}__isnull": True}) | models.Q(**{f"{self.bis}__gte": von}))
        if bis is not None:
            treffer = treffer.filter(**{f"{self.von}__lte": bis})
        if zeile := treffer.order_by(self.von).values_list(self.von, self.bis).first():
            raise ValidationError(f"{self.get_violation_error_message()}{zeitraum_satz(*zeile)}")


def zeitraum_satz(von: date, bis: date | None) -> str:
    """Nachsatz, der den kollidierenden Zeitraum nennt."""
    ende = f"bis {bis:%d.%m.%Y}" if bis else "ohne Ende"
    return f" Schon eingetragen: ab {von:%d.%m.%Y} {ende}."


#: So beginnt der Name der Bedingung, die `kalender_setzen` jeder Tabelle gibt.
KALENDER = "jahre_"
KALENDER_SATZ = f"Ein Datum liegt nicht zwischen {ERSTER.year} und {LETZTER.year}. Bitte prüfen Sie die Angaben."


def kalender_setzen(cursor, modelle) -> None:
    """Jeder Tag jeder Tabelle liegt in den Jahren des Hauses: eine Bedingung je Tabelle, aus ihren Datumsfeldern.

    Sie steht nicht in den Migrationen, damit ein neues Datumsfeld sie beim nächsten `einrichten` von selbst bekommt.
    """
    cursor.execute("select conname, pg_get_constraintdef(oid) from pg_constraint where starts_with(conname, %s)", [KALENDER])
    vorhanden = dict(cursor.fetchall())
    for modell in modelle:
        spalten = [f.column for f in modell._meta.local_fields if type(f) is models.DateField]
        name, tabelle = f"{KALENDER}{modell._meta.db_table}"[:63], modell._meta.db_table
        if not spalten or all(f"({s} " in vorhanden.get(name, "") or f"({s}," in vorhanden.get(name, "") for s in spalten):
            continue
        bedingung = " and ".join(f"\"{s}\" between '{ERSTER}' and '{LETZTER}'" for s in spalten)
        cursor.execute(
            f'alter table "{tabelle}" drop constraint if exists "{name}", add constraint "{name}" check ({bedingung})'
        )
