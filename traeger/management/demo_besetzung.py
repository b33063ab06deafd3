"""Erfundene Abwesenheiten, Vertretungen, Stadtanteile und die Lagen, vor denen das Haus warnt (Fachmodell 1)."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Value
from django.db.models.functions import Concat

from arge.zahlen.format import vzae as in_worten
from traeger.begriffe import AbwesenheitArt
from traeger.management.erfunden import Demo, Kraft
from traeger.management.erfunden import anlegen as massenhaft
from traeger.models import Abwesenheit, Anteilmeldung, Fachkraftberichtigung, Stellenanteil, Vertretung
from traeger.zugang import handeln, technisch

#: Träger, wer fehlt, wer vertritt (leer: niemand), Arbeitsfelder, Art, erster und letzter Tag ab dem letzten Tag der Daten.
ABWESENHEITEN = (
    ("caritas", "Vogelmann", "Petrovski", ["MBE", "IM"], AbwesenheitArt.URLAUB, -5, 16),
    ("diakonie", "Hartlieb", "Kirchner", ["MBE", "IM"], AbwesenheitArt.SONSTIGE, -120, -107),
    ("awo", "Lindqvist", "", [], AbwesenheitArt.FORTBILDUNG, 12, 14),
    ("stadt", "Wieland", "Marquardt", ["IM"], AbwesenheitArt.URLAUB, 25, 39),
)
#: Träger, Fachkraft, was berichtigt wurde, warum, vor wie vielen Tagen.
BERICHTIGT = (
    "caritas", "Petrovski", "Besetzung 01.05.2026 bis 31.08.2026: ab: 01.05.2026 → 01.04.2026", "Laut Vertrag schon ab April; beim Eintragen verschrieben.", 200,
)  # fmt: skip
#: Der Vertrag nennt noch keinen Mindestanteil der Stadt; diese beiden sind erfunden.
MINDESTANTEIL = {"caritas-cadifa": "0.20", "diakonie-kidiflue": "0.10"}
#: Anteil, VZÄ für die Stadt, von, bis. Die Caritas meldet zuletzt weniger als ihren Mindestanteil.
MELDUNGEN = (
    ("caritas-cadifa", "0.25", date(2026, 1, 1), date(2026, 6, 30)),
    ("caritas-cadifa", "0.15", date(2026, 7, 1), date(2026, 9, 30)),
    ("diakonie-kidiflue", "0.10", date(2026, 1, 1), date(2026, 9, 30)),
)


def anlegen(demo: Demo) -> dict[str, int]:
    """Nach Fachkräften und Besetzungen, im Namen der Leitung."""
    with technisch():
        for kuerzel, vzae in MINDESTANTEIL.items():
            erfunden = Concat(
                "annahme", Value(f"; Mindestanteil {in_worten(Decimal(vzae))} VZÄ erfunden, der Vertrag legt ihn fest")
            )
            Stellenanteil.objects.filter(kuerzel=kuerzel).update(mindestanteil_stadt=Decimal(vzae), annahme=erfunden)
    zeilen = [_abwesenheit(demo, *angaben) for angaben in ABWESENHEITEN]
    _berichtigung(demo)
    return {"Abwesenheiten": len(zeilen), "Vertretungen": sum(zeilen), "Stadtanteile": _melden(demo)}


def _berichtigung(demo: Demo) -> None:
    """Die Seite einer Fachkraft sagt, was an der Vergangenheit anders wurde und warum."""
    kuerzel, wer, was, grund, vor = BERICHTIGT
    kraft = next(kraft.fachkraft for kraft in demo.kraefte[kuerzel] if kraft.fachkraft.nachname == wer)
    zugang, am = demo.leitung[kuerzel], demo.kalender.ab(demo.ende - timedelta(vor)) or demo.ende
    with handeln(zugang):
        Fachkraftberichtigung.objects.create(
            traeger=demo.traeger[kuerzel], fachkraft=kraft, was=was, grund=grund, berichtigt_am=am, berichtigt_von_id=zugang.benutzer_id,
        )  # fmt: skip


def _abwesenheit(
    demo: Demo, kuerzel: str, wer: str, vertretung: str, felder: list[str], art: AbwesenheitArt, von: int, bis: int
) -> int:
    """Eine Abwesenheit; gibt die Anzahl ihrer Vertretungen zurück."""
    traeger, zugang = demo.traeger[kuerzel], demo.leitung[kuerzel]
    kraefte: dict[str, Kraft] = {kraft.fachkraft.nachname: kraft for kraft in demo.kraefte[kuerzel]}
    tage = {"von": demo.ende + timedelta(von), "bis": demo.ende + timedelta(bis)}
    kraefte[wer].abwesend.append((tage["von"], tage["bis"]))
    with handeln(zugang):
        abwesenheit = Abwesenheit.objects.create(traeger=traeger, fachkraft=kraefte[wer].fachkraft, art=art, **tage)
        if not vertretung:
            return 0
        zeit = demo.zeitpunkt(demo.zufall(f"vertretung-{wer}"), min(tage["von"], demo.ende) - timedelta(7))
        return massenhaft(Vertretung, [Vertretung(
            traeger=traeger, abwesenheit=abwesenheit, vertreten=kraefte[wer].fachkraft, fachkraft=kraefte[vertretung].fachkraft,
            benutzer_id=kraefte[vertretung].benutzer_id, arbeitsfelder=felder, eingerichtet_am=zeit,
            eingerichtet_von_id=zugang.benutzer_id, **tage,
        )])  # fmt: skip


def _melden(demo: Demo) -> int:
    """Stadtanteile im Namen der Leitung, am Tag nach dem gemeldeten Zeitraum."""
    anzahl = 0
    for kuerzel, vzae, von, bis in (m for m in MELDUNGEN if m[-1] < demo.letzter):
        anteil = Stellenanteil.objects.select_related("traeger").get(kuerzel=kuerzel)
        zugang = demo.leitung[anteil.traeger.kuerzel]
        zeit = demo.zeitpunkt(demo.zufall(f"anteil-{kuerzel}-{von}"), bis, 1)
        with handeln(zugang):
            anzahl += massenhaft(Anteilmeldung, [Anteilmeldung(
                traeger=anteil.traeger, stellenanteil=anteil, vzae=Decimal(vzae), von=von, bis=bis, gemeldet_am=zeit,
                gemeldet_von_id=zugang.benutzer_id,
            )])  # fmt: skip
    return anzahl
