"""Ein Bericht über alle Träger: Kapitel aus den Apps, jede Tafel geschützt, Anhang mit den Definitionen (berichte 2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

from arge.zahlen.beitraege import GEBUCHT, davor_spalte, rest_spalte, stand
from arge.zahlen.blatt import Stelle
from arge.zahlen.fortschreibung import Gleichung
from arge.zahlen.kennzahl import MENSCHEN, Kennzahl, nach_nummer
from arge.zahlen.sammler import Sammler
from arge.zahlen.schutz import Bindung, Schutzgut, schuetzen_gemeinsam, wie
from arge.zahlen.statistik import GESPERRT, Anteile, Tafel, Wahr, bruch, summiert
from arge.zahlen.vorjahr import Bewegung, Feld, Gezeigt, satz
from arge.zahlen.vorjahr import gehalten as am_vorjahr_gehalten
from arge.zahlen.zeitraum import Zeitraum, tag_davor
from arge.zahlen.zusammenhang import Fruehere, gezeigte, gleichung_aus


@dataclass(frozen=True)
class Kapitel:
    """Text, geschützte Tafeln und genau ein Diagramm, dessen Zahlen in einer der Tafeln stehen."""

    titel: str
    text: str
    tafeln: Sequence[Tafel]
    bild: tuple[str, Tafel] | None = None
    #: Was zwischen den Zahlen gilt; setzt `kapitel()`, damit eine neue Fassung darin aufgeht.
    gleichungen: Sequence[Gleichung] = ()

    def to_json(self) -> dict[str, Any]:
        """Für die eingefrorene Fassung."""
        bild = {"art": self.bild[0], "tafel": self.bild[1].to_json()} if self.bild else None
        return {"titel": self.titel, "text": self.text, "tafeln": [t.to_json() for t in self.tafeln], "diagramm": bild}


class Bericht(Sammler):
    """Ein Sammler, der nur Geschütztes herausgibt.

    Geschützt ist jede Zahl über Menschen, hinter der weniger als die Mindestfallzahl stehen – gegen alle, die nur den Bericht kennen,
    und gegen jeden Träger, der seine eigenen Zahlen kennt; was durch Rechnung zusammenhängt, zusammen. `vorjahr` sind alle
    Fassungen des Vorjahrs: Was in der letzten gesperrt war, verrät auch dieser Bericht nicht, und mit jeder geht er auf. `danach` sind
    die des Jahrs darauf: Eine neue Fassung legt keinen Bestand dicht neben den, von dem sie ausgingen.
    """

    def __init__(
        self, *args: Any, mindestfallzahl: int, vorjahr: Sequence[Fruehere] = (), danach: Sequence[Fruehere] = (),
        **mehr: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **mehr)
        self.mindestfallzahl, self._fassungen_davor = mindestfallzahl, vorjahr
        self._vorjahr, self._danach = ([fassung.daten for fassung in jahr] for jahr in (vorjahr, danach))
        self._gleichungen: list[Gleichung] = []

    def tafel(self, titel: str, *nummern: str) -> Tafel:
        """Träger × Kennzahlen derselben Zählgröße, geschützt."""
        roh = self.roh(titel, *nummern)
        if not any(nach_nummer(n).schutz for n in nummern):
            return roh
        menschen = self._menschen(roh, nummern)
        if _nur_anzahlen(roh):
            tafel = self.schuetzen(Schutzgut(roh, menschen, je_traeger=True))[0]
        else:
            tafel = wie(roh, self.schuetzen(Schutzgut(menschen, je_traeger=True))[0])
        return self._mit_beitraegen(tafel, {(name, self.kopf(n)): (n, name) for n in nummern for name in self.namen})

    def _menschen(self, roh: Tafel, nummern: Iterable[str]) -> Tafel:
        """Wie viele verschiedene Menschen hinter jeder Zelle stehen; Träger gleichen Menschen nicht ab, darum summiert es sich."""
        zellen = {(name, self.kopf(n)): wert for n in nummern for name, wert in self.je_traeger(n, menschen=True).items()}
        return Tafel.aus(
            {ort: wert for ort, wert in zellen.items() if ort[0] in roh.zeilen}, titel=roh.titel, zaehlgroesse=MENSCHEN,
            zeilen=roh.zeilen, spalten=roh.spalten, summen="spalten",
        )  # fmt: skip

    def schuetzen(self, *gueter: Schutzgut, bindungen: Sequence[Bindung] = (), frueher: Sequence[Tafel] = ()) -> list[Tafel]:
        """Die eine Stelle, durch die jeder Schutz geht; sie merkt sich, was die Zahlen verbindet, für die nächste Fassung."""
        titel = [gut.tafel.titel for gut in gueter]
        self._gleichungen += [gleichung_aus(bindung, titel, self._vorjahr) for bindung in bindungen]
        return schuetzen_gemeinsam(gueter, self.mindestfallzahl, eine_summe=False, bindungen=bindungen, frueher=frueher)

    def gemerkte(self) -> list[Gleichung]:
        """Die Gleichungen seit dem letzten Mal: die eines Kapitels."""
        gleichungen, self._gleichungen = self._gleichungen, []
        return gleichungen

    def bewegung(
        self, titel: str, bestand: str, zu: Sequence[str], ab: Sequence[str], *, teile: Sequence[str] = (), beraten: str = "", personen: str = "",
        verteilungen: Sequence[Schutzgut] = (),
    ) -> list[Tafel]:  # fmt: skip
        """Bestand am Stichtag mit Zu- und Abgängen, seinen Teilen, der Jahreszahl und Aufteilungen des Bestands – zusammen geschützt.

        Denn Bestand = Vorjahr + Zugänge − Abgänge, beraten = Vorjahr + Zugänge, und was nicht zum Teil gehört, ist der Rest. `personen`: wie
        viele verschiedene Menschen die Jahreszahl sind, als Tafel daneben; was sie weniger sind, sind weitere Fälle von Menschen mit mehreren.
        """
        nummern = [bestand, *zu, *ab, *teile, *([beraten] if beraten else [])]
        return self._bewegt(self.roh(titel, *nummern), bestand, zu, ab, teile, beraten, personen, verteilungen)

    def eigene_bewegung(
        self, titel: str, name: str, bestand: str, zu: Sequence[str], ab: Sequence[str], *, teile: Sequence[str] = ()
    ) -> Tafel:
        """Dasselbe für einen gesonderten Träger: seine Zahlen untereinander, nach denselben Gleichungen geschützt."""
        nummern = [bestand, *zu, *ab, *teile]
        schmal = super().eigene(titel, name, *nummern)
        roh = Tafel.aus(
            {(name, self.kopf(n)): self.je_traeger(n)[name] for n in nummern}, titel=titel, zaehlgroesse=schmal.zaehlgroesse,
            zeilen=(name,), spalten=[self.kopf(n) for n in nummern], summen="spalten",
        )  # fmt: skip
        offen = self._bewegt(roh, bestand, zu, ab, teile)[0]
        hochkant = lambda quer: replace(schmal, werte=tuple((wert,) for wert in quer.werte[0]))  # noqa: E731
        gedreht = {(s, z) if s in offen.spalten else (z, s): teile for (z, s), teile in (offen.beitraege or {}).items()}
        return replace(
            hochkant(offen), mindestfallzahl=self.mindestfallzahl, hinweis=offen.hinweis,
            wahr=offen.wahr and Wahr(*map(hochkant, offen.wahr)), beitraege=None if offen.beitraege is None else gedreht,
        )  # fmt: skip

    def _bewegt(
        self, roh: Tafel, bestand: str, zu: Sequence[str], ab: Sequence[str], teile: Sequence[str], beraten: str = "",
        personen: str = "", verteilungen: Sequence[Schutzgut] = (),
    ) -> list[Tafel]:  # fmt: skip
        nummern = [bestand, *zu, *ab, *teile, *([beraten] if beraten else [])]
        bewegung, ungebucht = Bewegung(zu, ab, beraten), roh
        roh, menschen, vorher, davor = self._gegen_vorjahr(roh, self._menschen(roh, nummern), nummern, bewegung)
        gueter = [Schutzgut(roh, menschen, je_traeger=True), *verteilungen]
        bindungen = [
            Bindung((((0, None, self.kopf(bestand)), 1), ((stelle, None, verteilung.tafel.spalten[0]), -1)))
            for stelle, verteilung in enumerate(verteilungen, start=1)
        ]
        anteile = {n: self._anteile(n) for n in nummern} if nach_nummer(bestand).mensch else {}
        reste = [(bestand, teil) for teil in teile]
        if personen:
            gueter.append(self._personen(personen, beraten, roh, ungebucht))
            einmal = {name: dict.fromkeys(je, Fraction(1)) for name, je in anteile[beraten].items()}
            anteile, reste = {**anteile, personen: einmal}, [*reste, (beraten, personen)]
            mehrere = {name: sum(wert > 1 for wert in je.values()) for name, je in anteile[beraten].items()}
        alt, spalte = len(gueter), self.kopf(bestand)
        wer = self._wer(roh)
        for name in wer:
            am_anfang = ((alt, name, spalte), 1)
            zugang = [((0, name, self.kopf(n)), 1) for n in zu]
            abgang = [((0, name, self.kopf(n)), -1) for n in (*ab, bestand)]
            bindungen.append(Bindung((am_anfang, *zugang, *abgang), verborgen=davor_spalte(spalte)))
            if beraten:
                glieder = (am_anfang, *zugang, ((0, name, self.kopf(beraten)), -1))
                bindungen.append(Bindung(glieder, verborgen=davor_spalte(spalte)))
        for name, (ganzes, teil) in product(wer, reste):
            wo, leute = (alt - 1, mehrere) if teil == personen else (0, None)
            glieder = (((0, name, self.kopf(ganzes)), 1), ((wo, name, self.kopf(teil)), -1))
            bindungen.append(Bindung(glieder, rest=True, verborgen=rest_spalte(self.kopf(teil)), menschen=leute))
        self._gleichungen += self._ausgangsbestand(roh.titel, wer, bestand, bewegung)
        tafel, *verteilt = self.schuetzen(*gueter, bindungen=bindungen, frueher=vorher)
        return [self._bewegte_menschen(tafel, roh, ungebucht, anteile, reste, davor), *verteilt]

    def _personen(self, nummer: str, beraten: str, roh: Tafel, ungebucht: Tafel) -> Schutzgut:
        """Die Menschen hinter der Jahreszahl, je Träger; was bei ihr ins Jahr gebucht ist, gilt als je ein Mensch."""
        kopf, je = self.kopf(beraten), self.je_traeger(nummer)
        zellen = {
            (name, self.kopf(nummer)): je[name] + roh.wert(name, kopf) - (ungebucht.wert(name, kopf) if name in ungebucht.zeilen else 0)
            for name in roh.zeilen
        }  # fmt: skip
        kennzahl = nach_nummer(nummer)
        tafel = Tafel.aus(
            zellen, titel=kennzahl.name, zaehlgroesse=kennzahl.zaehlgroesse, zeilen=roh.zeilen, spalten=[self.kopf(nummer)],
            summen="spalten", zeilenkopf=roh.zeilenkopf,
        )  # fmt: skip
        return Schutzgut(tafel, je_traeger=True)

    def _bewegte_menschen(
        self, tafel: Tafel, roh: Tafel, ungebucht: Tafel, anteile: Mapping[str, Mapping[str, Anteile]],
        reste: Sequence[tuple[str, str]], davor: Mapping[str, Anteile],
    ) -> Tafel:  # fmt: skip
        """Die Tafel mit dem, was jeder Mensch zu ihren Zahlen beiträgt, und zu denen, die aus ihnen folgen: dem Rest und dem Bestand davor."""
        if not anteile:
            return tafel
        beitraege: dict[tuple[str, str], dict[str, Anteile]] = {}
        for name, (n, kopf) in product(roh.zeilen, ((n, self.kopf(n)) for n in anteile)):
            if kopf in roh.spalten:
                gezaehlt = ungebucht.wert(name, kopf) if name in ungebucht.zeilen else 0
                gebucht = {GEBUCHT: wert} if (wert := Fraction(roh.wert(name, kopf) - gezaehlt)) else {}  # type: ignore[operator]
                beitraege[name, kopf] = {name: {**anteile[n].get(name, {}), **gebucht}}
        for name in roh.zeilen:
            beitraege[name, davor_spalte(roh.spalten[0])] = {name: davor.get(name, {})}
            for ganzes, teil in reste:
                mit = anteile[teil].get(name, {})
                ohne = {m: rest for m, wert in anteile[ganzes].get(name, {}).items() if (rest := wert - mit.get(m, 0))}
                beitraege[name, rest_spalte(self.kopf(teil))] = {name: ohne}
        return replace(tafel, beitraege=beitraege)

    def _wer(self, roh: Tafel) -> tuple[str | None, ...]:
        """Die Träger einer Tafel und ihre Summe; ein gesonderter steht für sich."""
        return roh.zeilen if self._steht_fuer_sich(roh) else (*roh.zeilen, None)

    def _steht_fuer_sich(self, roh: Tafel) -> bool:
        return bool(roh.zeilen) and set(roh.zeilen) <= set(self.gesondert)

    def _gegen_vorjahr(
        self, roh: Tafel, menschen: Tafel, nummern: Sequence[str], bewegung: Bewegung
    ) -> tuple[Tafel, Tafel, list[Tafel], dict[str, Anteile]]:
        """Beide Tafeln, wie sie mit dem gedruckten Vorjahr aufgehen, den Bestand davor als (roh, veröffentlicht), und wessen er ist."""
        tag, bestand = tag_davor(self.zeitraum.von), nummern[0]
        je = nach_nummer(bestand).je(Zeitraum(tag, tag), "traeger")
        davor = {name: je.get(pk, 0) for pk, name in self.traeger.items() if name in roh.zeilen}
        wessen = self._menschen_davor(bestand, Zeitraum(tag, tag))
        ziel = {name: int(sum(wessen[name].values())) if name in wessen else wert for name, wert in davor.items()}
        gedruckt = self._gedruckt(bestand, fuer_sich=self._steht_fuer_sich(roh))
        felder = {
            name: {n: Feld(wert, mensch) for n, wert, mensch in zip(nummern, reihe, leute, strict=True)}  # type: ignore[arg-type]
            for name, reihe, leute in zip(roh.zeilen, roh.werte, menschen.werte, strict=True)
        }
        zeilen, davor = am_vorjahr_gehalten(felder, davor, gedruckt, bewegung, self.mindestfallzahl, ziel)
        if gedruckt:
            # Eine Zeile voller Nullen stünde auch sonst nicht da.
            mit = [name for name in zeilen if any(feld.wert for feld in zeilen[name].values())] or [*zeilen]
            roh = replace(
                _mit_werten(roh, mit, [[zeilen[name][n].wert for n in nummern] for name in mit]),
                hinweis=satz(
                    tag, gedruckt[-1].get(roh.zeilen[0] if self._steht_fuer_sich(roh) else None), self.mindestfallzahl
                ),
            )
            menschen = _mit_werten(menschen, mit, [[zeilen[name][n].menschen for n in nummern] for name in mit])
        vorher = self._bestand_davor(bestand, {name: davor[name] for name in roh.zeilen}, gedruckt)
        return roh, menschen, vorher, wessen

    def _menschen_davor(self, bestand: str, zeit: Zeitraum) -> dict[str, Anteile]:
        """Wessen Fälle der Bestand davor zählt: die wahren, wenn sie sich von keiner Fassung des Vorjahrs nur bei wenigen unterscheiden."""
        if not nach_nummer(bestand).mensch:
            return {}
        wahr = self._anteile(bestand, zeit)
        gedruckt = [anteile for fassung in self._fassungen_davor if (anteile := fassung.anteile(bestand))]
        return {
            name: stand(wahr.get(name, {}), [anteile.get(name, {}) for anteile in gedruckt], self.mindestfallzahl)
            for name in self.traeger.values()
        }

    def _gedruckt(self, nummer: str, *, fuer_sich: bool) -> list[Gezeigt]:
        """Was die Fassungen des Vorjahrs von einer Zahl zeigen: der Träger mit ihrer Summe oder der gesonderten."""
        alle = [gezeigte([daten], nummer) for daten in self._vorjahr]
        teile = [{wer: wert for wer, wert in g.items() if (wer in self.gesondert) == fuer_sich} for g in alle]
        return [teil for teil in teile if teil]

    def _bestand_davor(self, nummer: str, davor: Mapping[str, int], gedruckt: Sequence[Gezeigt]) -> list[Tafel]:
        """(roh, veröffentlicht) am Tag vor dem Zeitraum; was die letzte Fassung des Vorjahrs nicht sperrt, gilt als bekannt."""
        kopf = self.kopf(nummer)
        roh = Tafel.aus(
            {(name, kopf): wert for name, wert in davor.items()}, titel="", zaehlgroesse="", zeilen=[*davor], spalten=(kopf,),
            summen="spalten",
        )  # fmt: skip
        gesperrt = {name for letzte in gedruckt[-1:] for name, wert in letzte.items() if wert is GESPERRT}
        offen = tuple((GESPERRT if name in gesperrt else wert,) for name, wert in davor.items())
        return [roh, replace(roh, werte=offen, spaltensummen=(GESPERRT,) if None in gesperrt else roh.spaltensummen)]

    def _ausgangsbestand(
        self, titel: str, wer: Sequence[str | None], bestand: str, bewegung: Bewegung
    ) -> Iterator[Gleichung]:
        """Der Bestand, von dem die Fassungen des Jahrs danach ausgehen, wo sie es zeigen: Gegen ihn wird eine neue Fassung gehalten."""
        gewichte = {bestand: 1, **dict.fromkeys(bewegung.zu, -1), **dict.fromkeys(bewegung.ab, 1)}
        gezeigt = [[(gezeigte([daten], n), gewicht) for n, gewicht in gewichte.items()] for daten in self._danach]
        for name in wer:
            reihen = [[(werte.get(name), gewicht) for werte, gewicht in fassung] for fassung in gezeigt]
            davor = [-sum(w * g for w, g in reihe) for reihe in reihen if all(isinstance(w, int) for w, _ in reihe)]
            if davor:
                stelle = Stelle(titel, name, self.kopf(bestand))
                yield Gleichung(((stelle, 1),), davor=f"{titel} / {name} / danach", gezeigt=tuple(dict.fromkeys(davor)))

    def verteilung(self, nummer: str, merkmal: str, titel: str) -> Tafel:
        """Eine Kennzahl aller Träger nach einem Merkmal, geschützt; Köpfe in der Reihenfolge des Wortschatzes."""
        gut = self.aufgeteilt(nummer, merkmal, titel)
        if gut.menschen is None:
            return gut.tafel
        if _nur_anzahlen(gut.tafel):
            tafel = self.schuetzen(gut)[0]
        else:
            leute = {name: (menschen, menschen) for name, (_, menschen) in gut.eigene.items()}
            (vorbild,) = self.schuetzen(Schutzgut(gut.menschen, eigene=leute))
            tafel = wie(gut.tafel, replace(vorbild, spalten=gut.tafel.spalten))
        return self._aufgeteilte_beitraege(tafel, nach_nummer(nummer), merkmal)

    def _aufgeteilte_beitraege(self, tafel: Tafel, kennzahl: Kennzahl, merkmal: str) -> Tafel:
        if not kennzahl.mensch:
            return tafel
        worte, (spalte,), namen = kennzahl.merkmale[merkmal].worte, tafel.spalten, set(self.namen)
        beitraege: dict[tuple[str, str], dict[str, dict[str, Fraction]]] = {}
        je = kennzahl.je(self.zeit(kennzahl.nummer), "traeger", merkmal, kennzahl.mensch)
        for (pk, schluessel, mensch), wert in je.items():
            if wert and (name := self.traeger.get(pk)) in namen:
                ort = worte.get(schluessel, NICHT_ERFASST), spalte
                anteile = beitraege.setdefault(ort, {}).setdefault(str(name), {})
                anteile[str(mensch)] = anteile.get(str(mensch), Fraction()) + bruch(wert)
        return replace(tafel, beitraege=beitraege)

    def _mit_beitraegen(self, tafel: Tafel, orte: Mapping[tuple[str, str], tuple[str, str]]) -> Tafel:
        """Die Tafel mit dem, was jeder Mensch beiträgt; `orte`: Zelle → (Kennzahl, Träger)."""
        je = {nummer: self._anteile(nummer) for nummer, _ in orte.values() if nach_nummer(nummer).mensch}
        if not je:
            return tafel
        if len(je) < len({nummer for nummer, _ in orte.values()}):
            raise ValueError(f"Tafel „{tafel.titel}“ mischt Zahlen von Menschen mit solchen, hinter denen welche stehen.")
        return replace(
            tafel,
            beitraege={ort: {name: je[nummer][name]} for ort, (nummer, name) in orte.items() if je[nummer].get(name)},
        )

    def _anteile(self, nummer: str, zeit: Zeitraum | None = None) -> dict[str, Anteile]:
        """Träger → Mensch → was er zu dieser Zahl beiträgt."""
        kennzahl, anteile = nach_nummer(nummer), dict[str, dict[str, Fraction]]()
        for (pk, mensch), wert in kennzahl.je(zeit or self.zeit(nummer), "traeger", kennzahl.mensch).items():
            if wert and pk in self.traeger:
                anteile.setdefault(self.traeger[pk], {})[str(mensch)] = bruch(wert)
        return dict(anteile)

    def aufgeteilt(self, nummer: str, merkmal: str, titel: str) -> Schutzgut:
        """Die ungeschützte Aufteilung samt dem, was jeder Träger von ihr kennt."""
        kennzahl: Kennzahl = nach_nummer(nummer)
        tafel = self._liste(kennzahl, merkmal, titel, self.namen)
        if not kennzahl.schutz:
            return Schutzgut(tafel)
        koepfe = tafel.zeilen
        eigene = {
            name: (
                self._liste(kennzahl, merkmal, titel, [name], koepfe),
                self._liste(kennzahl.menschen, merkmal, titel, [name], koepfe),
            )
            for name in self.namen
        }
        return Schutzgut(tafel, self._liste(kennzahl.menschen, merkmal, titel, self.namen, koepfe), eigene)

    def _liste(
        self, kennzahl: Kennzahl, merkmal: str, titel: str, namen: Sequence[str], koepfe: Sequence[str] | None = None
    ) -> Tafel:
        je = self._je(kennzahl, merkmal)
        pks, worte = set(self.pks(namen)), kennzahl.merkmale[merkmal].worte
        zeilen: dict[str, Any] = dict.fromkeys(worte.values(), 0)
        for (traeger, schluessel), wert in je.items():
            if traeger in pks:
                wort = worte.get(schluessel, NICHT_ERFASST)
                zeilen[wort] = zeilen.get(wort, 0) + wert
        if koepfe is not None:
            zeilen = {kopf: zeilen.get(kopf, 0) for kopf in koepfe}
        # Menschen können in mehreren Zeilen stehen, auch wo die Zahl selbst nur einmal zählt.
        einmal = kennzahl.zaehlgroesse == MENSCHEN or not kennzahl.merkmale[merkmal].additiv
        ohne_doppelte = {"additiv": False, "gesamt": self._einmal(kennzahl, pks)} if einmal else {}
        return Tafel.liste(
            zeilen, titel=titel, zaehlgroesse=kennzahl.zaehlgroesse, kuerzel=kennzahl.nummer,
            schreibweise=kennzahl.schreibweise, **ohne_doppelte,
        )  # fmt: skip

    def _einmal(self, kennzahl: Kennzahl, pks: set[int]) -> Any:
        return sum(wert for pk, wert in kennzahl.je(self.zeit(kennzahl.nummer), "traeger").items() if pk in pks)

    def _je(self, kennzahl: Kennzahl, merkmal: str) -> Mapping[tuple[int, Any], Any]:
        schluessel = (f"{kennzahl.nummer}/{merkmal}", kennzahl.zaehlgroesse == MENSCHEN)
        if schluessel not in self._gelesen:
            self._gelesen[schluessel] = kennzahl.je(self.zeit(kennzahl.nummer), "traeger", merkmal)
        return self._gelesen[schluessel]  # type: ignore[return-value]

    def eigene(self, titel: str, name: str, *nummern: str) -> Tafel:
        """Die Zahlen eines gesonderten Trägers, ohne Summe: klein ist, hinter welcher zu wenige Menschen stehen.

        Wo keine von Menschen handelt (VZÄ), gibt es nichts zu schützen, und eine berichtigte Zahl steht in der nächsten Fassung.
        """
        roh = super().eigene(titel, name, *nummern)
        if not any(nach_nummer(n).schutz for n in nummern):
            return roh
        leute = {self.kopf(n): self.je_traeger(n, menschen=True)[name] for n in nummern if nach_nummer(n).schutz}
        werte = tuple(
            (GESPERRT if 0 < leute.get(kopf, 0) < self.mindestfallzahl else reihe[0],)
            for kopf, reihe in zip(roh.zeilen, roh.werte, strict=True)
        )
        menschen = replace(roh, werte=tuple((leute.get(kopf, 0),) for kopf in roh.zeilen))
        tafel = replace(roh, werte=werte, mindestfallzahl=self.mindestfallzahl, wahr=Wahr(roh, menschen))
        return self._mit_beitraegen(tafel, {(self.kopf(n), name): (n, name) for n in nummern if nach_nummer(n).schutz})


NICHT_ERFASST = "nicht erfasst"


def _nur_anzahlen(tafel: Tafel) -> bool:
    return all(isinstance(wert, int) for wert in tafel.alle_werte() if wert is not None)


def _mit_werten(tafel: Tafel, zeilen: Sequence[str], werte: Sequence[Sequence[int]]) -> Tafel:
    """Dieselbe Tafel mit anderen Zahlen und den Summen daraus."""
    summen = tuple(summiert([reihe[j] for reihe in werte]) for j in range(len(tafel.spalten)))
    return replace(tafel, zeilen=tuple(zeilen), werte=tuple(map(tuple, werte)), spaltensummen=summen)
