"""Erste Migration einer App in einem Zug: alle Tabellen samt Bedingungen und Triggern aus dem Stand am Ende.

Neu zusammenfassen: `manage.py migrationen_zusammenfassen`, solange keine Datenbank die Zwischenschritte braucht.
"""

from typing import Any

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger

VOLLSTAENDIG = (CreateModel, AddField, AddIndex, AddConstraint, AddTrigger)


class Anfang(Operation):
    """Legt an, was `operations` zusammen ergeben; nur für eine leere Datenbank.

    Einzeln ausgeführt baut jeder der Schritte alle verwandten Modelle neu auf (18 von 24 s Rechenzeit). Weil die Tabellen
    hier erst aus dem fertigen Stand entstehen, sind die Schritte dazwischen – spätere Fremdschlüssel, Bedingungen,
    Trigger – schon darin enthalten; Verweise im Kreis entstehen ohnehin nach der letzten Tabelle.
    """

    reduces_to_sql = True
    reversible = False
    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        neu = {o.name_lower for o in operations if isinstance(o, CreateModel)}
        for schritt in operations:
            tabelle = schritt.name if isinstance(schritt, CreateModel) else getattr(schritt, "model_name", "")
            if not isinstance(schritt, VOLLSTAENDIG) or tabelle.lower() not in neu:
                raise ValueError(f"Ein Anfang legt nur neue Tabellen an: {schritt.describe()}")
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # gerendert würde der Stand sonst nach jedem Schritt
        for schritt in self.operations:
            schritt.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for schritt in self.operations:
            if isinstance(schritt, CreateModel):
                modell = to_state.apps.get_model(app_label, schritt.name)
                if self.allow_migrate_model(schema_editor.connection.alias, modell):
                    schema_editor.create_model(modell)
        # Verweise zuletzt: ihr Ziel kann eine Eindeutigkeit sein, die Django ebenfalls aufschiebt (erzeugte Spalten).
        schema_editor.deferred_sql.sort(key=lambda anweisung: " foreign key " in str(anweisung).lower())

    def describe(self) -> str:
        return f"Legt {sum(isinstance(o, CreateModel) for o in self.operations)} Tabellen an"
