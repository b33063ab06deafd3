"""Wovor der Stellenplan warnt: sechs Arten mit Definition, verantwortlicher Rolle und Folge in Zahlen (Fachmodell 1).

Gerechnet wird jeden Tag neu aus Stellenanteilen, Besetzung, Bescheiden und Meldungen; gespeichert wird nur, dass jemand
eine Warnung gemeldet bekam oder quittiert hat. Ihr Tag folgt allein aus diesen Daten und wandert darum nie.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from arge.zahlen.format import datum, vzae
from arge.zahlen.zeitraum import monate_spaeter, tag_danach, tag_davor
from traeger.stellen.regeln import NULL, Stufe, stand
from traeger.warnung.regeln.verlauf import gemeldet_wort, seit, verlauf, zu_wenig_gemeldet
from traeger.warnung.regeln.warnart import (
    FINANZIERUNG,
    KLEINANTEIL,
    MINDESTANTEIL,
    UEBER_BEWILLIGT,
    VAKANZ,
    VEREINBARUNG,
    Vorgaben,
)

LEITUNG, STEUERUNG = "leitung", "steuerung"  # die Rollen, die handeln

#: Eine Aufgabe im Satz, mit ihrem Artikel.
AUFGABE = {
    "EA": ("die", "Ehrenamtskoordination"),
    "MBE": ("die", "Migrationsberatung"),
    "IM": ("das", "Integrationsmanagement"),
}


class Warnung(NamedTuple):
    """Eine Warnung; `schluessel` benennt sie, solange sich ihre Lage nicht ändert."""

    art: str
    gegenstand: str
    faellig_am: date
    #: Erreichte Monatsstufe, bei einem Zustand seine Größe: Ändert sie sich, ist es eine neue Warnung mit demselben Tag.
    stufe: str
    traeger_id: int
    traeger: str
    titel: str
    folge: str
    verantwortlich: str
    #: Name der Fachkraft; nur gefüllt, wo der Zugang ihn lesen darf.
    fachkraft: str = ""

    @property
    def schluessel(self) -> str:
        return f"{self.art}:{self.gegenstand}:{self.faellig_am.isoformat()}:{self.stufe}"

    @property
    def ereignis(self) -> str:
        """Wie `schluessel`, ohne Stufe: derselbe Termin im Kalender."""
        return self.schluessel.rpartition(":")[0]

    @property
    def ist_frist(self) -> bool:
        """Ein Tag, auf den man zugeht; die anderen Arten sind Zustände, die seit ihrem Tag bestehen."""
        return self.art in {FINANZIERUNG, VEREINBARUNG}

    @property
    def wer(self) -> str:
        return "Steuerung" if self.verantwortlich == STEUERUNG else f"Leitung {self.traeger}"

    def ampel(self, heute: date) -> tuple[str, str]:
        """Stand und Wort dazu; Farbe steht nie allein."""
        if not self.ist_frist:
            return ("ueberfaellig", f"besteht seit {datum(self.faellig_am)}") if self.faellig_am <= heute else (
                "bald", f"fällig am {datum(self.faellig_am)}")  # fmt: skip
        if self.faellig_am < heute:
            return "ueberfaellig", f"überfällig seit {datum(self.faellig_am)}"
        return ("bald" if int(self.stufe) <= 6 else "offen"), f"fällig am {datum(self.faellig_am)}"


class Anteil(NamedTuple):
    """Ein Stellenanteil mit seinen drei Kurven und den Meldungen an die Stadt."""

    kuerzel: str
    traeger_id: int
    traeger: str
    aufgabe: str
    #: Woher das Geld kommt, in Worten.
    geld: str
    kreis: str
    vereinbarung: str
    vzae: Decimal
    ist_obergrenze: bool
    mindestanteil: Decimal | None
    von: date
    bis: date | None
    befristet_bis: date | None = None
    bewilligt: tuple[Stufe, ...] = ()
    besetzt: tuple[Stufe, ...] = ()
    gemeldet: tuple[Stufe, ...] = ()

    @property
    def ende(self) -> date | None:
        """Der frühere von letztem Tag und Ende der Finanzierung."""
        return min((tag for tag in (self.bis, self.befristet_bis) if tag), default=None)

    @property
    def arbeit(self) -> str:
        return AUFGABE[self.aufgabe][1]

    def gilt(self, am: date) -> bool:
        return Stufe(self.von, self.bis, self.vzae).gilt(am)


class Vertrag(NamedTuple):
    """Eine Vereinbarung mit ihrer Laufzeit."""

    kuerzel: str
    art: str
    titel: str
    von: date
    bis: date | None
    gekuendigt_am: date | None = None


class Kraft(NamedTuple):
    """Eine Fachkraft mit allem, was sie im Integrationsmanagement besetzt; den Namen nur, wo er gelesen werden darf."""

    nummer: int
    traeger_id: int
    traeger: str
    besetzt: tuple[Stufe, ...]
    name: str = ""


@dataclass(frozen=True)
class Bestand:
    """Woraus Warnungen entstehen; `kommune` ist (Nummer, Kurzname) der Stadt."""

    anteile: Sequence[Anteil] = ()
    vertraege: Sequence[Vertrag] = ()
    kraefte: Sequence[Kraft] = ()
    kommune: tuple[int, str] | None = None


def warnungen(bestand: Bestand, v: Vorgaben, heute: date) -> list[Warnung]:
    """Alle Warnungen an einem Tag, früheste zuerst; gleiche Titel tragen ihren Gegenstand dazu."""
    alle = [
        *_finanzierung(bestand.anteile, v, heute), *_bewilligung(bestand.anteile, v, heute), *_vereinbarung(bestand, v, heute), *_mindestanteil(bestand.anteile, v, heute),
        *_vakanz(bestand.anteile, heute), *_kleinanteil(bestand.kraefte, v, heute), *_ueber_bewilligt(bestand.anteile, heute),
    ]  # fmt: skip
    mehrfach = {titel for titel, anzahl in Counter(w.titel for w in alle).items() if anzahl > 1}
    eindeutig = [w._replace(titel=f"{w.titel} ({w.gegenstand})") if w.titel in mehrfach else w for w in alle]
    return sorted(eindeutig, key=lambda w: (w.faellig_am, w.titel))


def erreichte_stufe(tag: date, heute: date, stufen: Iterable[int]) -> int | None:
    """Kleinste erreichte Stufe in Monaten vor dem Tag; 0 nach ihm; None, solange keine erreicht ist."""
    if heute > tag:
        return 0
    return min((monate for monate in stufen if heute >= monate_spaeter(tag, -monate)), default=None)


def _frist(tag: date | None, heute: date, stufen: tuple[int, ...]) -> int | None:
    """Stufe einer Frist, vom ersten Vorlauf bis ebenso lange nach dem Tag; danach ist sie Geschichte."""
    if tag is None or heute > monate_spaeter(tag, max(stufen)):
        return None
    return erreichte_stufe(tag, heute, stufen)


def _unter(kurve: Sequence[Stufe], soll: Decimal, tag: date) -> bool:
    return stand(kurve, tag) < soll


def _offen(a: Anteil, tag: date) -> bool:
    return vakanz(a, tag) > 0


def _zu_klein(k: Kraft, mindest: Decimal, tag: date) -> bool:
    return 0 < stand(k.besetzt, tag) < mindest


def _zu_viel(a: Anteil, tag: date) -> bool:
    return stand(a.besetzt, tag) > stand(a.bewilligt, tag)


def _finanzierung(anteile: Sequence[Anteil], v: Vorgaben, heute: date) -> Iterator[Warnung]:
    reihen: dict[tuple[str, str], list[Anteil]] = defaultdict(list)
    for a in anteile:
        reihen[a.aufgabe, a.kreis].append(a)
    beginnt = {(a.traeger_id, a.aufgabe, a.von) for a in anteile}
    for a in anteile:
        tag, reihe = a.ende, reihen[a.aufgabe, a.kreis]
        stufe = _frist(tag, heute, v.stufen)
        if tag is None or stufe is None or (a.traeger_id, a.aufgabe, tag_danach(tag)) in beginnt:
            continue
        wann = "endet am" if stufe else "endete am"
        yield Warnung(
            FINANZIERUNG, a.kuerzel, tag, str(stufe), a.traeger_id, a.traeger,
            f"{a.traeger}: Finanzierung „{a.geld}“ {wann} {datum(tag)} ({a.arbeit}, {vzae(a.vzae)} VZÄ)",
            _folge(a, tag, reihe, vorbei=stufe == 0),
            LEITUNG if a.kreis == "kirchlich" else STEUERUNG,
        )  # fmt: skip


def _bewilligung(anteile: Iterable[Anteil], v: Vorgaben, heute: date) -> Iterator[Warnung]:
    """Ein Bescheid endet vor dem Anteil, und danach ist weniger bewilligt. Nur vorher: Ab dem Tag danach sagt es W-06."""
    for a in anteile:
        for tag in (b.bis for b in a.bewilligt if b.bis):
            stufe, danach = _frist(tag, heute, v.stufen), tag_danach(tag)
            vorher, nachher = stand(a.bewilligt, tag), stand(a.bewilligt, danach)
            if not stufe or nachher >= vorher or not a.gilt(danach) or (a.ende and a.ende <= tag):
                continue
            yield Warnung(
                FINANZIERUNG, a.kuerzel, tag, str(stufe), a.traeger_id, a.traeger,
                f"{a.traeger}: Bewilligung „{a.geld}“ endet am {datum(tag)} ({a.arbeit}, {vzae(vorher - nachher)} VZÄ)",
                f"Ab {datum(danach)} sind von {vzae(a.vzae)} vereinbarten VZÄ {vzae(nachher)} bewilligt, bis dahin {vzae(vorher)}."
                " Was ohne Bescheid besetzt bleibt, fördert niemand.",
                LEITUNG if a.kreis == "kirchlich" else STEUERUNG,
            )  # fmt: skip


def _folge(a: Anteil, tag: date, reihe: Sequence[Anteil], *, vorbei: bool) -> str:
    """Was das Ende für die Kurve „vereinbart“ dieses Kreises bedeutet und für den Mindestanteil der Stadt."""
    kurve = [Stufe(b.von, b.ende, b.vzae) for b in reihe]
    vorher, nachher = stand(kurve, tag), stand(kurve, tag_danach(tag))
    artikel, wort = AUFGABE[a.aufgabe]
    was = {
        "kirchlich": f"{artikel} kirchliche {wort}",
        "kommune": f"{artikel} städtische {wort}",
        "kontingent": f"{artikel} {wort} im Kontingent der ARGE",
    }.get(a.kreis, f"{artikel} {wort} außerhalb des Kontingents")
    if nachher < vorher:
        verb = "ist {} von {} auf {} VZÄ gefallen" if vorbei else "fällt {} von {} auf {} VZÄ"
        satz = verb.format(was, vzae(vorher), vzae(nachher))
        eigen = "" if vorher - nachher == a.vzae else f", davon {vzae(a.vzae)} bei {a.traeger}"
    else:
        satz, eigen = f"{'fehlen' if not vorbei else 'fehlen schon'} {a.traeger} {vzae(a.vzae)} VZÄ {wort}", ""
    mindest = ""
    if a.mindestanteil:
        mindest = f"; der Mindestanteil der Stadt ({vzae(a.mindestanteil)} VZÄ) ist dann nicht mehr gedeckt"
        mindest = mindest.replace("dann ", "") if vorbei else mindest
    return f"{'Seit' if vorbei else 'Ab'} {datum(tag_danach(tag))} {satz}{eigen}{mindest}."


def _schliesst_an(vorher: Vertrag, ende: date, nachher: Vertrag) -> bool:
    """Beginnt später als der andere, spätestens am Tag nach dessen Ende, und dauert darüber hinaus."""
    return vorher.von < nachher.von <= tag_danach(ende) and (nachher.bis is None or nachher.bis > ende)


def _vereinbarung(bestand: Bestand, v: Vorgaben, heute: date) -> Iterator[Warnung]:
    for vertrag in bestand.vertraege:
        tag, stufe = vertrag.bis, _frist(vertrag.bis, heute, v.stufen)
        if tag is None or stufe is None or bestand.kommune is None or vertrag.art == "stellenplan":
            continue
        if any(b.art == vertrag.art and _schliesst_an(vertrag, tag, b) for b in bestand.vertraege):
            continue
        wann = ("ist gekündigt und endet am" if vertrag.gekuendigt_am else "endet am") if stufe else "endete am"
        yield Warnung(
            VEREINBARUNG, vertrag.kuerzel, tag, str(stufe), *bestand.kommune,
            f"{vertrag.titel} {wann} {datum(tag)}",
            _ohne_vereinbarung(vertrag, tag, [a for a in bestand.anteile if a.vereinbarung == vertrag.kuerzel]),
            STEUERUNG,
        )  # fmt: skip


def _ohne_vereinbarung(vertrag: Vertrag, tag: date, anteile: Sequence[Anteil]) -> str:
    """Welche VZÄ danach ohne Vereinbarung weiterlaufen oder mit ihr enden, je Träger."""
    danach, ab = [a for a in anteile if a.gilt(tag_danach(tag))], datum(tag_danach(tag))
    betroffen = danach or [a for a in anteile if a.gilt(tag)]
    if not betroffen:
        if vertrag.art == "kommunikation":
            return f"Ab {ab} haben Sitzungen, Beschlüsse und Aufgaben keine vereinbarte Grundlage."
        return f"Ab {ab} gibt es keinen Vertrag; Stellenanteile hängen heute nicht an ihm."
    je: dict[str, Decimal] = defaultdict(Decimal)
    for a in betroffen:
        je[a.traeger] += a.vzae
    teile = ", ".join(f"{name} {vzae(wert)}" for name, wert in sorted(je.items()))
    was = "laufen {} VZÄ ohne Vereinbarung" if danach else "enden mit ihr {} VZÄ"
    return f"Ab {ab} {was.format(vzae(sum(je.values(), NULL)))}: {teile}."


def _mindestanteil(anteile: Iterable[Anteil], v: Vorgaben, heute: date) -> Iterator[Warnung]:
    for a in anteile:
        soll = a.mindestanteil
        if not soll or not a.gilt(heute):
            continue
        letzte = max((m for m in a.gemeldet if m.von <= heute), key=lambda m: m.bis or date.max, default=None)
        gefunden: list[tuple[date, str, str, str]] = []
        if letzte and (reihe := zu_wenig_gemeldet([m for m in a.gemeldet if m.von <= heute], soll)):
            gefunden.append((
                reihe[0].von, f"gemeldet-{letzte.vzae}", f"{vzae(letzte.vzae)} von mindestens {vzae(soll)} VZÄ gemeldet",
                f"Zuletzt gemeldet: {gemeldet_wort(reihe)}; vereinbart sind mindestens {vzae(soll)} VZÄ.",
            ))  # fmt: skip
        stumm_seit = (letzte.bis or tag_davor(date.max)) if letzte else tag_davor(a.von)
        frist = monate_spaeter(stumm_seit, v.meldung_monate) if stumm_seit < heute else heute
        if heute > frist:
            gefunden.append((
                frist, "offen", f"seit {datum(tag_danach(stumm_seit))} nichts gemeldet",
                f"Seit {datum(tag_danach(stumm_seit))} ist nichts gemeldet; vereinbart sind mindestens {vzae(soll)} VZÄ für die Stadt.",
            ))  # fmt: skip
        besetzt = stand(a.besetzt, heute)
        if ab := seit(a.von, heute, a.besetzt, partial(_unter, a.besetzt, soll)):
            teile = verlauf(ab, heute, a.besetzt, partial(_besetzt_wort, a))
            gefunden.append((
                ab, f"besetzt-{besetzt}", f"nur {vzae(besetzt)} von mindestens {vzae(soll)} VZÄ besetzt",
                f"Besetzt: {', '.join(teile)}; so ist der Mindestanteil von {vzae(soll)} VZÄ nicht zu leisten.",
            ))  # fmt: skip
        for tag, stufe, was, folge in gefunden:
            titel = f"{a.traeger}: Mindestanteil der Stadt an „{a.geld}“ – {was}"
            yield Warnung(MINDESTANTEIL, a.kuerzel, tag, stufe, a.traeger_id, a.traeger, titel, folge, LEITUNG)


def _besetzt_wort(a: Anteil, tag: date) -> str:
    return vzae(stand(a.besetzt, tag))


def vakanz(a: Anteil, am: date) -> Decimal:
    """Vereinbart und an diesem Tag nicht besetzt; nie negativ, und eine Obergrenze muss niemand ausschöpfen."""
    return NULL if a.ist_obergrenze or not a.gilt(am) else max(a.vzae - stand(a.besetzt, am), NULL)


def _vakanz(anteile: Iterable[Anteil], heute: date) -> Iterator[Warnung]:
    for a in anteile:
        frei = vakanz(a, heute)
        ab = seit(a.von, heute, a.besetzt, partial(_offen, a)) if frei else None
        if ab:
            teile = verlauf(ab, heute, a.besetzt, partial(_besetzt_wort, a))
            yield Warnung(
                VAKANZ, a.kuerzel, ab, str(frei), a.traeger_id, a.traeger,
                f"{a.traeger}: {vzae(frei)} VZÄ {a.arbeit} unbesetzt („{a.geld}“)",
                f"Von {vzae(a.vzae)} vereinbarten VZÄ sind besetzt: {', '.join(teile)}."
                " Unbesetzte Monate kürzen die Förderung.",
                LEITUNG,
            )  # fmt: skip


def _kleinanteil(kraefte: Iterable[Kraft], v: Vorgaben, heute: date) -> Iterator[Warnung]:
    for k in kraefte:
        summe = stand(k.besetzt, heute)
        klein = seit(min(s.von for s in k.besetzt), heute, k.besetzt, partial(_zu_klein, k, v.mindest_im))
        if klein:
            yield Warnung(
                KLEINANTEIL, f"fachkraft-{k.nummer}", klein, str(summe), k.traeger_id, k.traeger,
                f"{k.traeger}: {k.name or 'eine Fachkraft'} mit {vzae(summe)} VZÄ im Integrationsmanagement",
                f"Seit {datum(klein)} unter {vzae(v.mindest_im)} VZÄ: nach der älteren VwV nicht förderfähig."
                " Bitte den Anteil erhöhen oder zusammenlegen und die Vertretung sichern.",
                LEITUNG, k.name,
            )  # fmt: skip


def _besetzt_gegen_bewilligt(a: Anteil, tag: date) -> str:
    bewilligt = stand(a.bewilligt, tag)
    bescheid = f"{vzae(bewilligt)} VZÄ bewilligt" if bewilligt else "keine VZÄ durch Bescheid bewilligt"
    return f"{vzae(stand(a.besetzt, tag))} VZÄ besetzt und {bescheid}"


def _ueber_bewilligt(anteile: Iterable[Anteil], heute: date) -> Iterator[Warnung]:
    for a in anteile:
        if a.kreis == "kommune" or not a.gilt(heute):
            continue
        besetzt, bewilligt = stand(a.besetzt, heute), stand(a.bewilligt, heute)
        ab = seit(a.von, heute, (*a.besetzt, *a.bewilligt), partial(_zu_viel, a))
        if ab:
            teile = verlauf(ab, heute, (*a.besetzt, *a.bewilligt), partial(_besetzt_gegen_bewilligt, a))
            yield Warnung(
                UEBER_BEWILLIGT, a.kuerzel, ab, str(besetzt - bewilligt), a.traeger_id, a.traeger,
                f"{a.traeger}: {vzae(besetzt - bewilligt)} VZÄ {a.arbeit} mehr besetzt als bewilligt („{a.geld}“)",
                f"{'; '.join(teile)}. Was über den Bescheid hinausgeht, fördert niemand.",
                LEITUNG,
            )  # fmt: skip
