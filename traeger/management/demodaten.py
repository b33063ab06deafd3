"""Erfundene Konten, Fachkräfte, Besetzungen, Bewilligungen und Netzwerkarbeit; Stellen nach Konzept 3.1–3.3."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from traeger.begriffe import Bereich, NetzwerkArt, Qualifikation, Rolle
from traeger.konto.vorgaenge.ansicht import ansicht_merken
from traeger.management import demo_besetzung, demo_stellen, demo_warnung, demo_zusammenarbeit
from traeger.management.erfunden import Demo, Kraft
from traeger.management.erfunden import anlegen as massenhaft
from traeger.models import (
    Benutzer,
    Besetzung,
    Bewilligung,
    Fachkraft,
    Mitgliedschaft,
    Netzwerkarbeit,
    Partner,
    Quartier,
    Stadtteil,
    Stellenanteil,
    Traeger,
)
from traeger.zugang import handeln, technisch, zugang_von

FREIE_TRAEGER = ("awo", "caritas", "diakonie")


def _tag(text: str) -> date | None:
    """„2026-04-01“ → Datum; leer heißt offen."""
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Stelle:
    """Eine Fachkraft mit Besetzungen (Anteil, VZÄ, von, bis) und Arbeit in Fällen (Feld, von, bis, Gewicht)."""

    email: str
    vorname: str
    nachname: str
    von: str
    bis: str
    besetzungen: tuple[tuple[str, str, str, str], ...]
    arbeit: tuple[tuple[str, str, str, float], ...]
    qualifikation: Qualifikation = Qualifikation.HOCHSCHULE

    @property
    def traeger(self) -> str:
        return self.email.split("@")[1].split(".")[0]


#: Bis April ist weniger besetzt als bewilligt und weniger bewilligt als vereinbart: so unterscheiden sich die drei Kurven. Ab
#: April hat die Caritas ihre 1,0 VZÄ im Integrationsmanagement besetzt (Konzept 3.2: dann 1:100). Seit September arbeiten dort zwei
#: mit weniger als 0,25 VZÄ, und bei CaDiFa ist mehr besetzt als bewilligt (nicht als vereinbart): davor warnt das Haus.
STELLEN = (
    Stelle("fachkraft@awo.example", "Jana", "Lindqvist", "2019-03-01", "",
           (("awo-ea-flueag", "0.40", "2019-03-01", "2025-12-31"), ("awo-ea-vwv", "0.50", "2019-03-01", "2025-12-31"),
            ("awo-ea", "0.40", "2026-01-01", ""), ("awo-im", "0.25", "2026-01-01", "")),
           (("EA", "2019-03-01", "", 3), ("IM", "2026-01-01", "", 1))),
    Stelle("fachkraft2@awo.example", "Deniz", "Aksoy-Brandt", "2026-03-15", "2026-10-31",
           (("awo-im", "0.25", "2026-03-15", "2026-10-31"),), (("IM", "2026-03-15", "2026-10-31", 1),),
           Qualifikation.MITTLERER),
    Stelle("fachkraft@caritas.example", "Theresa", "Vogelmann", "2018-09-01", "",
           (("caritas-ea-flueag", "0.40", "2018-09-01", "2025-12-31"),
            ("caritas-ea-vwv", "0.50", "2018-09-01", "2025-12-31"),
            ("caritas-ea", "0.10", "2026-01-01", ""), ("caritas-mbe", "0.30", "2026-01-01", ""),
            ("caritas-im", "0.60", "2026-01-01", "")),
           (("EA", "2018-09-01", "", 2), ("MBE", "2018-09-01", "", 1), ("IM", "2026-01-01", "", 0.6))),
    Stelle("fachkraft2@caritas.example", "Milan", "Petrovski", "2026-04-01", "",
           (("caritas-im", "0.40", "2026-04-01", "2026-08-31"), ("caritas-im", "0.20", "2026-09-01", "")),
          (("IM", "2026-04-01", "", 0.4),)),
    Stelle("fachkraft3@caritas.example", "Annika", "Sturm", "2022-01-01", "",
           (("caritas-cadifa", "0.35", "2026-01-01", "2026-08-31"), ("caritas-cadifa", "0.40", "2026-09-01", "2027-12-31")),
          (("EA", "2022-01-01", "", 3),)),
    Stelle("fachkraft4@caritas.example", "Franka", "Ullmann", "2026-09-01", "",
           (("caritas-im", "0.20", "2026-09-01", ""),), (("IM", "2026-09-01", "", 0.2),)),
    Stelle("fachkraft@diakonie.example", "Ruben", "Hartlieb", "2020-05-01", "",
           (("diakonie-ea-flueag", "0.40", "2020-05-01", "2025-12-31"),
            ("diakonie-ea-vwv", "0.50", "2020-05-01", "2025-12-31"),
            ("diakonie-ea", "0.20", "2026-01-01", ""), ("diakonie-mbe", "0.15", "2026-01-01", ""),
            ("diakonie-im-mgh", "0.50", "2026-02-01", "")),
           (("EA", "2020-05-01", "", 2), ("MBE", "2020-05-01", "", 1), ("IM", "2026-02-01", "", 1))),
    Stelle("fachkraft2@diakonie.example", "Salome", "Kirchner", "2023-01-01", "",
           (("diakonie-kidiflue", "0.20", "2026-01-01", "2026-12-31"),), (("EA", "2023-01-01", "", 2),),
           Qualifikation.MITTLERER),
    Stelle("fachkraft@stadt.example", "Nora", "Wieland", "2020-01-01", "",
           (("stadt-im", "0.80", "2023-01-01", ""),), (("IM", "2020-01-01", "", 0.8),)),
    Stelle("fachkraft2@stadt.example", "Ivo", "Marquardt", "2021-06-01", "",
           (("stadt-im", "0.75", "2023-01-01", ""),), (("IM", "2021-06-01", "", 0.75),)),
    Stelle("fachkraft3@stadt.example", "Pia", "Sonnleitner", "2022-02-01", "2026-05-31",
           (("stadt-im", "0.45", "2023-01-01", "2026-05-31"),), (("IM", "2022-02-01", "2026-05-31", 0.45),)),
    Stelle("fachkraft4@stadt.example", "Levin", "Abendroth", "2026-06-01", "",
           (("stadt-im", "0.45", "2026-06-01", ""),), (("IM", "2026-06-01", "", 0.45),)),
)  # fmt: skip

#: Arbeitsfelder der Mitgliedschaft: welche Akten das erste Konto eines Trägers öffnet; weitere nur die, in denen sie arbeiten.
ARBEITSFELDER = {"awo": ["EA", "IM"], "caritas": ["EA", "MBE", "IM"], "diakonie": ["EA", "MBE", "IM"], "stadt": ["IM"]}

#: Konten ohne Fachkraft: Adresse, Name, Rolle, Träger (leer: trägerübergreifend).
KONTEN = (
    ("leitung@awo.example", "Cornelia Ahrend", Rolle.LEITUNG, "awo"),
    ("verwaltung@awo.example", "Pascal Tiemann", Rolle.VERWALTUNG, "awo"),
    ("leitung@caritas.example", "Benedikt Ostermayer", Rolle.LEITUNG, "caritas"),
    ("leitung@caritas.example", "Benedikt Ostermayer", Rolle.KOORDINATION, ""),
    ("verwaltung@caritas.example", "Lioba Fendrich", Rolle.VERWALTUNG, "caritas"),
    ("leitung@diakonie.example", "Dorothee Sandmann", Rolle.LEITUNG, "diakonie"),
    ("verwaltung@diakonie.example", "Jochen Wiedmaier", Rolle.VERWALTUNG, "diakonie"),
    ("leitung@stadt.example", "Aylin Demirel-Koch", Rolle.LEITUNG, "stadt"),
    ("steuerung@stadt.example", "Hendrik Falkenau", Rolle.STEUERUNG, "stadt"),
    ("pruefung@stadt.example", "Marion Grothe", Rolle.PRUEFUNG, "stadt"),
    ("koordination@arge.example", "Noemi Kessler", Rolle.KOORDINATION, ""),
    ("betrieb@arge.example", "Tilo Rademacher", Rolle.BETRIEB, ""),
)

#: Wer wem eine Rolle gab, die noch auf eine zweite Person wartet: Bei der Diakonie gibt es keine andere Leitung, also die Steuerung.
WARTET_AUF_FREIGABE = ("verwaltung@diakonie.example", Rolle.LEITUNG, "diakonie", "leitung@diakonie.example")

#: Bescheide über Stellen: Aktenzeichen, Datum, Anteil, VZÄ, von, bis. Caritas-IM 0,8, ab April 1,0.
BERICHTIGT = {"15.2-VwV-diakonie-2026": "Berichtigt am 02.02.2026: Laut Bescheid ab 01.02., nicht ab 01.01."}
BEWILLIGUNGEN = (
    *((f"50-FlüAG-{t}-2025", "2024-12-16", f"{t}-ea-flueag", "0.40", "2025-01-01", "2025-12-31") for t in FREIE_TRAEGER),
    *((f"15.2-VwV-{t}-2025", "2025-01-27", f"{t}-ea-vwv", "0.50", "2025-01-01", "2025-12-31") for t in FREIE_TRAEGER),
    ("15.2-VwV-awo-2026", "2026-01-19", "awo-im", "0.50", "2026-01-01", "2026-12-31"),
    ("15.2-VwV-caritas-2026", "2026-01-19", "caritas-im", "0.80", "2026-01-01", "2026-03-31"),
    ("15.2-VwV-caritas-2026-Ä1", "2026-03-23", "caritas-im", "1.00", "2026-04-01", "2026-12-31"),
    ("15.2-VwV-diakonie-2026", "2026-01-26", "diakonie-im-mgh", "0.50", "2026-02-01", "2026-12-31"),
    *((f"50-ARGE-{a}-2026", "2026-01-12", a, v, "2026-01-01", "2026-12-31")
      for a, v in (("awo-ea", "0.40"), ("caritas-ea", "0.10"), ("caritas-mbe", "0.30"), ("diakonie-ea", "0.20"),
                   ("diakonie-mbe", "0.20"))),
    ("CaDiFa-2026", "2025-12-08", "caritas-cadifa", "0.35", "2026-01-01", "2027-12-31"),
    ("KiDiFlü-2026", "2025-12-11", "diakonie-kidiflue", "0.20", "2026-01-01", "2026-12-31"),
)  # fmt: skip

NETZWERK = {
    NetzwerkArt.GREMIUM: ["Runder Tisch Integration", "Arbeitskreis Migration", "Stadtteilkonferenz",
                          "Jour fixe ARGE Integration"],
    NetzwerkArt.KOOPERATION: ["Abstimmung der Vermittlung in Arbeit", "Übergaben und Verweise", "Plätze in Sprachkursen",
                              "Schuldenprävention im Quartier"],
    NetzwerkArt.OEFFENTLICH: ["Newsletter für Ehrenamtliche", "Beitrag im Stadtblatt", "Informationsstand Ehrenamt"],
    NetzwerkArt.VERANSTALTUNG: ["Dankesfeier der ARGE", "Interkulturelle Woche", "Infoabend Wohnungssuche"],
}  # fmt: skip


#: Gemerkte Ansichten: (Adresse, E-Mail, Rolle), (Liste, Name, Angaben, ob sie immer so aufgeht).
ANSICHTEN = {
    ("traeger:aufgabe-liste", "koordination@arge.example", Rolle.KOORDINATION): [
        ("Aufgaben", "Nach Träger", "sortierung=traeger.kurzname", False),
        ("Aufgaben", "Wer und bis wann", "spalte=Verantwortlich&spalte=Person&spalte=f%C3%A4llig+am", False),
    ],
    ("traeger:fachkraft-liste", "leitung@diakonie.example", Rolle.LEITUNG): [
        ("Fachkräfte", "Alle, auch frühere", "stand=&sortierung=beschaeftigt_von", False),
    ],
}  # fmt: skip


def anlegen(demo: Demo) -> dict[str, int]:
    """Konten zuerst: in ihrem Namen legen die übrigen Teile an."""
    demo.traeger = {t.kuerzel: t for t in Traeger.objects.filter(kuerzel__in=ARBEITSFELDER)}
    demo.stadtteile = {s.name: s for s in Stadtteil.objects.all()}
    demo.quartiere = list(Quartier.objects.filter(stadtteil__name="Kernstadt").order_by("name"))
    with technisch(Bereich.KONTEN):
        konten = _konten(demo)
    for kuerzel in demo.traeger:
        with handeln(demo.leitung[kuerzel]):
            demo.kraefte[kuerzel] = [_kraft(demo, s, konten) for s in STELLEN if s.traeger == kuerzel]
    with technisch():
        bewilligungen = _bewilligungen(demo)
    stellen = demo_stellen.anlegen(demo)
    besetzung = demo_besetzung.anlegen(demo) | demo_warnung.anlegen(demo)
    netzwerk = 0
    for kuerzel in FREIE_TRAEGER:
        with handeln(demo.leitung[kuerzel]):
            netzwerk += _netzwerk(demo, kuerzel)
    return {
        "Konten": len(konten),
        "Fachkräfte": len(STELLEN),
        "Bewilligungen": bewilligungen,
        "Netzwerkeinträge": netzwerk,
        **stellen,
        **besetzung,
    } | demo_zusammenarbeit.anlegen(demo)


def _konten(demo: Demo) -> dict[str, Benutzer]:
    """Konten mit bestätigter Adresse und Mitgliedschaften; alle mit demselben Passwort der Demo."""
    geheim = make_password(demo.passwort)
    rollen = [(s.email, f"{s.vorname} {s.nachname}", Rolle.FACHKRAFT, s.traeger) for s in STELLEN] + list(KONTEN)
    namen = {email: wer for email, wer, *_ in rollen}
    # Einzeln: Konten schreibt nur, wer sie als Objekt speichert (traeger.zugang.konto).
    konten = {email: Benutzer.objects.create(email=email, name=name, password=geheim) for email, name in namen.items()}
    for email, konto in konten.items():
        EmailAddress.objects.create(user=konto, email=email, verified=True, primary=True)
    ende = {s.email: _tag(s.bis) for s in STELLEN}
    arbeit = {s.email: [feld for feld, *_ in s.arbeit] for s in STELLEN}
    for email, _, rolle, kuerzel in rollen:
        traeger = demo.traeger.get(kuerzel)
        erste = email == f"fachkraft@{kuerzel}.example"
        felder = ARBEITSFELDER[kuerzel] if erste else arbeit.get(email, [])
        mitglied = Mitgliedschaft.objects.create(
            benutzer=konten[email], traeger=traeger, rolle=rolle, arbeitsfelder=felder, von=demo.beginn, bis=ende.get(email)
        )
        if rolle == Rolle.LEITUNG:
            demo.leitung[kuerzel] = zugang_von(mitglied)
        _ansichten(mitglied)
        bis = f" (bis {mitglied.bis:%d.%m.%Y})" if mitglied.bis else ""
        demo.konten.append((email, f"{mitglied}{bis}"))
    email, rolle, kuerzel, von = WARTET_AUF_FREIGABE
    wer = {"benutzer": konten[email], "traeger": demo.traeger[kuerzel], "rolle": rolle}
    am = demo.zeitpunkt(demo.zufall("freigabe"), demo.ende)
    mitglied = Mitgliedschaft.objects.create(**wer, von=demo.ende, vergeben_am=am, vergeben_von=konten[von])
    demo.konten.append((email, f"{mitglied} (wartet auf Freigabe)"))
    return konten


def _ansichten(mitglied: Mitgliedschaft) -> None:
    """Was diese Person gemerkt hat, in ihrem Namen."""
    with handeln(zugang_von(mitglied)):
        for (route, email, rolle), ansichten in ANSICHTEN.items():
            if (email, rolle) == (mitglied.benutzer.email, mitglied.rolle):
                for liste, name, angaben, immer in ansichten:
                    ansicht_merken(
                        name=name,
                        adresse=reverse(route),
                        liste=liste,
                        angaben=angaben,
                        immer=immer,
                        durch=zugang_von(mitglied),
                    )


def _kraft(demo: Demo, stelle: Stelle, konten: dict[str, Benutzer]) -> Kraft:
    """Fachkraft mit Konto und ihren Besetzungen."""
    traeger, konto = demo.traeger[stelle.traeger], konten[stelle.email]
    fachkraft = Fachkraft.objects.create(
        traeger=traeger, vorname=stelle.vorname, nachname=stelle.nachname, qualifikation=stelle.qualifikation,
        beschaeftigt_von=_tag(stelle.von), beschaeftigt_bis=_tag(stelle.bis), benutzer=konto,
    )  # fmt: skip
    anteile = Stellenanteil.objects.in_bulk([kuerzel for kuerzel, *_ in stelle.besetzungen], field_name="kuerzel")
    Besetzung.objects.bulk_create(
        Besetzung(
            traeger=traeger,
            stellenanteil=anteile[kuerzel],
            fachkraft=fachkraft,
            vzae=Decimal(vzae),
            von=_tag(von),
            bis=_tag(bis) or anteile[kuerzel].bis,
        )
        for kuerzel, vzae, von, bis in stelle.besetzungen
    )
    felder = {feld: (_tag(von), _tag(bis), gewicht) for feld, von, bis, gewicht in stelle.arbeit}
    return Kraft(fachkraft, konto.pk, felder)


def _bewilligungen(demo: Demo) -> int:
    anteile = Stellenanteil.objects.in_bulk([zeile[2] for zeile in BEWILLIGUNGEN], field_name="kuerzel")
    return massenhaft(Bewilligung, (
        Bewilligung(traeger_id=anteile[anteil].traeger_id, stellenanteil=anteile[anteil], aktenzeichen=aktenzeichen,
                    bewilligt_am=_tag(am), vzae=Decimal(vzae), von=_tag(von), bis=_tag(bis), bemerkung=BERICHTIGT.get(aktenzeichen, ""))
        for aktenzeichen, am, anteil, vzae, von, bis in BEWILLIGUNGEN if am <= demo.letzter.isoformat()
    ))  # fmt: skip


def _netzwerk(demo: Demo, kuerzel: str) -> int:
    """Etwa drei Einträge im Monat."""
    zufall = demo.zufall(f"netzwerk-{kuerzel}")
    partner = list(Partner.objects.order_by("kuerzel"))
    monate = (demo.ende - demo.beginn).days // 30
    zeilen = []
    for am in demo.kalender.tage_im(zufall, demo.beginn, demo.ende, 3 * monate * demo.faktor):
        art = zufall.choices(list(NETZWERK), [4, 5, 3, 1])[0]
        oeffentlich = art in {NetzwerkArt.OEFFENTLICH, NetzwerkArt.VERANSTALTUNG}
        zeilen.append(Netzwerkarbeit(
            traeger=demo.traeger[kuerzel], am=am, art=art, thema=zufall.choice(NETZWERK[art]),
            dauer_minuten=zufall.choice([30, 45, 60, 90, 120, 180]),
            anzahl_erreicht=zufall.randint(15, 180) if oeffentlich else zufall.randint(0, 14),
        ))  # fmt: skip
    anzahl = massenhaft(Netzwerkarbeit, zeilen)
    paare = [
        (zeile, p)
        for zeile in zeilen
        if zeile.art == NetzwerkArt.KOOPERATION
        for p in zufall.sample(partner, zufall.randint(1, 2))
    ]
    verweis = Netzwerkarbeit.partner.through
    verweis.objects.bulk_create(verweis(netzwerkarbeit=zeile, partner=p) for zeile, p in paare)
    return anzahl
