"""Hausregeln, die jedes Modell erfüllt: Grenze, Schlüssel, Spalten der Zahlenrolle, Paare aus Zeitpunkt und Person."""

import pytest
from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models

from arge.daten.datenbank import MandantFremdschluessel, MandantGrenze
from arge.daten.verschluesselung import VerschluesselterText
from arge.zusammensetzung import APPS
from traeger.begriffe import Loeschregel
from traeger.models import MandantModell

EIGENE = set(APPS)
MODELLE = [m for m in apps.get_models() if m._meta.app_label in EIGENE and not hasattr(m, "pgh_tracked_model")]
MANDANT = [m for m in MODELLE if issubclass(m, MandantModell)]

#: Tabellen der Apps ohne Zeilensicherheit – jede mit Grund.
OHNE_GRENZE = {
    "traeger.Benutzer": "wird bei der Anmeldung gelesen, bevor es einen Zugang gibt; enthält keine Ratsuchenden",
    "traeger.Brief": "Postausgang: verschlüsselt, höchstens einen Tag; ihn füllt auch, wer noch nicht angemeldet ist",
    "traeger.Traeger": "Stammdatum ohne Personenbezug",
    "traeger.Stadtteil": "Stammdatum ohne Personenbezug",
    "traeger.Quartier": "Stammdatum ohne Personenbezug",
    "traeger.Standort": "Stammdatum ohne Personenbezug",
    "traeger.StandortAlias": "Stammdatum ohne Personenbezug",
    "traeger.Partner": "Stammdatum ohne Personenbezug",
    "traeger.Stammdatum": "Prüfsummen der Stammdaten, kein Personenbezug",
    "traeger.Parameter": "Stammdatum ohne Personenbezug",
    "traeger.Vereinbarung": "Vertrag der ARGE, für alle Rollen lesbar",
    "traeger.Stellenanteil": "Stellenplan der ARGE, für alle Rollen lesbar (Konzept 3.3)",
    "traeger.Bewilligung": "Stellenplan der ARGE, für alle Rollen lesbar",
    "traeger.VereinbarungDokument": "Vertrag der ARGE, hinter dem Recht am Stellenplan",
    "traeger.Sitzung": "gemeinsame Unterlage aller vier, hinter eigenem Recht; nie Angaben über Ratsuchende",
    "traeger.Ladung": "wer zu einer gemeinsamen Sitzung eingeladen ist; Konto und Fassung, kein freier Text",
    "traeger.Tagesordnungspunkt": "gemeinsame Unterlage aller vier, hinter eigenem Recht",
    "traeger.Beschluss": "gemeinsame Unterlage aller vier, hinter eigenem Recht",
    "traeger.Aufgabe": "gemeinsame Unterlage aller vier, hinter eigenem Recht",
    "traeger.Fristberichtigung": "gemeinsame Unterlage aller vier, hinter eigenem Recht",
    "integrationsmanagement.Gebiet": "Einzugsgebiete, für alle Rollen lesbar (Konzept 3.2)",
    "finanzen.Beitraege": "gehört zur Fassung der ARGE; verschlüsselt, gelesen nur, wenn die nächste entsteht",
    "finanzen.Fassung": "enthält nur geschützte Zahlen, gehört der ARGE",
}
#: Was eine Zahl lesen darf: Schlüssel, Auswahl, Zahl, Tag, Ja/Nein. Text nur, wo er keinen Menschen beschreibt – mit Grund.
TEXT_ERLAUBT = {
    "ehrenamt.Projekt.name": "ein Angebot, kein Mensch; der Name steht im Bericht",
    "finanzen.Bescheid.aktenzeichen": "nennt den Bescheid in dem Satz, der eine zu hohe Auszahlung abweist",
    "traeger.Warnmeldung.schluessel": "Art, Gegenstand und Tag einer Warnung, vom Programm gebildet",
}
ZAHLBAR = (
    models.ForeignKey, models.AutoField, models.IntegerField, models.DecimalField, models.DateField, models.BooleanField,
)  # fmt: skip


def zaehlbar(feld) -> bool:
    """Ob der Typ eines Feldes keinen freien Text tragen kann; eine neue Textspalte fällt auf, bevor jemand sie freigibt."""
    if isinstance(feld, ArrayField | models.GeneratedField):
        return zaehlbar(feld.base_field if isinstance(feld, ArrayField) else feld.output_field)
    if feld.name in {"geburtsdatum", "einreise_am"}:
        return False  # ein Tag, der einen Menschen über Träger hinweg wiedererkennen lässt
    if isinstance(feld, models.ForeignKey):
        return not issubclass(feld.related_model, AbstractBaseUser)
    return bool(feld.choices) or isinstance(feld, ZAHLBAR)


@pytest.mark.parametrize("modell", MODELLE, ids=lambda m: m._meta.label)
def test_modell_hat_grenze_oder_begruendung(modell):
    hat_grenze = any(isinstance(c, MandantGrenze) for c in modell._meta.constraints)
    assert hat_grenze or modell._meta.label in OHNE_GRENZE or modell._meta.auto_created


def test_begruendungen_sind_nicht_verwaist():
    mit_grenze = {m._meta.label for m in MODELLE if any(isinstance(c, MandantGrenze) for c in m._meta.constraints)}
    assert not mit_grenze & set(OHNE_GRENZE)
    assert set(OHNE_GRENZE) <= {m._meta.label for m in MODELLE}


@pytest.mark.django_db
def test_zeilensicherheit_ist_in_der_datenbank_erzwungen():
    with connections["default"].cursor() as cursor:
        cursor.execute("select relname from pg_class where relkind = 'r' and relrowsecurity and relforcerowsecurity")
        erzwungen = {name for (name,) in cursor.fetchall()}
    erwartet = {m._meta.db_table for m in MODELLE if any(isinstance(c, MandantGrenze) for c in m._meta.constraints)}
    assert erwartet - erzwungen == {"traeger_einsicht"}, (
        "Einsicht gehört der Protokollrolle, die sonst nicht schreiben könnte"
    )


@pytest.mark.django_db
def test_jede_personentabelle_traegt_den_traeger():
    """Auch Ereignistabellen: Was Zeilen eines Trägers abbildet, ist für andere Träger unsichtbar."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'traeger_id'"
            " where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity"
        )
        offen = {name for (name,) in cursor.fetchall()}
    erlaubt = {apps.get_model(label)._meta.db_table for label in OHNE_GRENZE}
    assert offen <= erlaubt


@pytest.mark.parametrize("modell", MANDANT, ids=lambda m: m._meta.label)
def test_fremdschluessel_auf_traegerzeilen_sind_zusammengesetzt(modell):
    geschuetzt = {c.feld for c in modell._meta.constraints if isinstance(c, MandantFremdschluessel)}
    for feld in modell._meta.get_fields():
        if isinstance(feld, models.ForeignKey) and (
            issubclass(feld.related_model, MandantModell) or feld.related_model._meta.label == "traeger.Stellenanteil"
        ):
            assert feld.name in geschuetzt, f"{modell._meta.label}.{feld.name} kann auf eine fremde Zeile zeigen"


@pytest.mark.parametrize("modell", MANDANT, ids=lambda m: m._meta.label)
def test_eindeutigkeit_und_indizes_beginnen_mit_dem_traeger(modell):
    """Sonst verrät eine Fehlermeldung, dass es bei einem anderen Träger eine gleiche Zeile gibt (qualitaet 1.2)."""
    for bedingung in modell._meta.constraints:
        if isinstance(bedingung, models.UniqueConstraint):
            geteilt = modell.mandant_grenze().geteilt and bedingung.fields == ("absendung",)  # zufällig: arge.daten.indizes
            assert geteilt or bedingung.fields[0] == "traeger", bedingung.name
    for index in modell._meta.indexes:
        assert index.fields[0] == "traeger", index.name
    for feld in modell._meta.fields:
        assert not feld.unique or feld.primary_key, f"{modell._meta.label}.{feld.name} ist über alle Träger eindeutig"


@pytest.mark.parametrize("modell", MANDANT, ids=lambda m: m._meta.label)
def test_zahlenrolle_liest_nur_was_keinen_menschen_beschreibt(modell):
    felder = {f"{modell._meta.label}.{name}": modell._meta.get_field(name) for name in modell.ZAHLEN_FELDER}
    assert {name for name, feld in felder.items() if not zaehlbar(feld)} <= TEXT_ERLAUBT.keys()


def test_die_positivliste_laesst_freitext_nicht_durch():
    """Die alte Sperrliste kannte `bemerkung` und `ergebnis` nicht; der Typ entscheidet, nicht der Name."""
    frei = (
        models.CharField(max_length=9),
        models.TextField(),
        models.EmailField(),
        models.JSONField(),
        VerschluesselterText(""),
    )
    assert not any(zaehlbar(feld) for feld in (*frei, ArrayField(models.CharField(max_length=9))))
    assert zaehlbar(models.CharField(max_length=9, choices=[("a", "A")]))
    gebraucht = {f"{m._meta.label}.{n}" for m in MANDANT for n in m.ZAHLEN_FELDER if not zaehlbar(m._meta.get_field(n))}
    assert gebraucht == TEXT_ERLAUBT.keys()


@pytest.mark.django_db(databases=["default", "eigner"])
def test_spaltenrechte_der_zahlenrolle_sind_genau_die_freigegebenen():
    with connections["eigner"].cursor() as cursor:  # die Sicht zeigt nur Rechte, die man selbst vergeben oder geerbt hat
        cursor.execute(
            "select table_name, column_name from information_schema.column_privileges where grantee = 'arge_zahlen'"
            " and privilege_type = 'SELECT'"
        )
        rechte = set(cursor.fetchall())
    for modell in MANDANT:
        frei = {(modell._meta.db_table, modell._meta.get_field(f).column) for f in modell.ZAHLEN_FELDER}
        assert {r for r in rechte if r[0] == modell._meta.db_table} == frei


@pytest.mark.parametrize("modell", MODELLE, ids=lambda m: m._meta.label)
def test_vorgang_hat_zeitpunkt_und_person(modell):
    """`abgeschlossen_von` ohne `abgeschlossen_am` (oder umgekehrt) beantwortet nicht, wer wann gehandelt hat (haus 4)."""
    namen = {feld.name for feld in modell._meta.fields}
    for name in namen:
        if name.endswith("_von") and f"{name[:-4]}_bis" not in namen:
            assert f"{name[:-4]}_am" in namen


@pytest.mark.parametrize("modell", MODELLE, ids=lambda m: m._meta.label)
def test_bedingungen_haben_einen_deutschen_satz(modell):
    standard = models.CheckConstraint.default_violation_error_message
    for bedingung in modell._meta.constraints:
        if isinstance(bedingung, MandantGrenze | MandantFremdschluessel) or bedingung.name.endswith("_eigen"):
            continue
        if isinstance(bedingung, models.UniqueConstraint) and bedingung.name == "entwurf_je_formular":
            continue  # entsteht nie durch eine Eingabe: der Entwurf wird überschrieben
        satz = bedingung.violation_error_message
        assert satz != standard, bedingung.name
        assert satz.endswith("."), bedingung.name


def beschreibt_menschen(modell):
    """Nennt oder beschreibt das Modell Menschen: durch Namen, Freitext oder einen Verweis auf jemanden?"""
    for feld in modell._meta.get_fields():
        if isinstance(feld, VerschluesselterText) or feld.name in {"vorname", "nachname", "email", "empfaenger"}:
            return True
        if isinstance(feld, models.ForeignKey) and feld.related_model.__name__ in {
            "Person", "Ehrenamtliche", "Fachkraft", "Besetzung", "Benutzer", "Fall", "IMFall", "Integrationsplan",
        }:  # fmt: skip
            return True
    return False


@pytest.mark.parametrize("modell", MODELLE, ids=lambda m: m._meta.label)
def test_daten_ueber_menschen_haben_eine_loeschregel(modell):
    regel = getattr(modell, "LOESCHREGEL", None)
    assert not beschreibt_menschen(modell) or regel in Loeschregel, "Wann geht diese Zeile? (fakten 6.4)"


#: Freitext, den eine Rolle bei allen Trägern liest; was jemand über Menschen schreibt, steht hier nie.
ALLE_LESEN_TEXT = {
    "Netzwerkarbeit.thema": "Thema einer Zusammenarbeit mit Partnern, für den Bericht",
    "Importlauf.dateiname": "der Kehrer nennt die Datei im Protokoll des Laufs",
    "Importlauf.grund": "Satz der Virenprüfung",
    "Importlauf.art": "welche Art Datei",
    "Importlauf.pruefsumme": "Prüfsumme",
    "Warnmeldung.schluessel": "Kennung der Warnung",
    "Warnmeldung.notiz": "Notiz zu einer Frist, die alle angeht",
    "Projekt.kuerzel": "Name eines Projekts",
    "Projekt.name": "Name eines Projekts",
    "Bescheid.aktenzeichen": "Aktenzeichen des Zuwendungsgebers",
    "Beleg.empfaenger": "Beleg über öffentliche Mittel",
    "Beleg.grund": "Beleg über öffentliche Mittel",
}


def test_was_alle_traeger_zeigt_traegt_keinen_freitext_ueber_menschen():
    """Eine Begründung („Frau X verstorben“) oder eine Zahl im Satz hebt jeden Schutz der Zahlen auf."""
    gefunden = {
        f"{modell.__name__}.{feld.name}"
        for modell in apps.get_models()
        for grenze in modell._meta.constraints
        if isinstance(grenze, MandantGrenze) and grenze.alle_lesen
        for feld in modell._meta.concrete_fields
        if isinstance(feld, models.CharField | models.TextField | VerschluesselterText)
        and not feld.choices
        and not isinstance(feld, models.FileField)
        and feld.name != "absendung_summe"
    }
    assert gefunden == set(ALLE_LESEN_TEXT)
