"""Was die Seite einer IM-Akte zeigt: Ampeln und Verlauf als Zeitleiste, neueste zuerst, mit fester Abfragezahl."""

from datetime import date

from arge.daten.eingang import aus_adresse
from arge.seite.vorlagen import url
from arge.zahlen.format import datum
from integrationsmanagement.kennzahlen import vorgaben
from integrationsmanagement.models import Planziel
from integrationsmanagement.regeln import anker, fristuhr, kontakt_ampel, plan_ampel
from integrationsmanagement.tables import felder_worte

JE_SEITE = 20
LETZTE_SEITE = 50  # kein OFFSET über 1.000 (qualitaet 2)


def akte(fall, *, seite, am, darf) -> dict:
    """Kopf, Plan, Zuständigkeit und eine Seite Verlauf; `fall` kommt aus `mit_stand(am).mit_werdegang()`."""
    plaene = [_tage(plan, "am") for plan in fall.fassungen]
    ziele = list(Planziel.objects.filter(traeger=fall.traeger_id, plan=plaene[0]["pk"]).order_by("pk")) if plaene else []
    kopf = {"ampeln": ampeln(fall, am), "plaene": plaene, "ziele": ziele}
    zustaendigkeiten = [_tage(zeitraum, "von", "bis") for zeitraum in fall.zeitraeume]
    return {**kopf, "zustaendigkeiten": zustaendigkeiten, **_verlauf(fall, plaene, seite, darf)}


def _tage(zeile: dict, *namen: str) -> dict:
    """JSON kennt keine Tage."""
    return zeile | {name: zeile[name] and date.fromisoformat(zeile[name]) for name in namen}


def ampeln(fall, am) -> list:
    """Plan, Frist, letztes Gespräch – nur bei laufenden Fällen gibt es etwas zu tun."""
    if not fall.ist_laufend:
        return []
    vor = vorgaben(am)
    ab = anker(au_zuteilung_am=fall.au_zuteilung_am, beratungsbeginn_am=fall.begonnen_am, vorgaben=vor)
    frist = fristuhr(ab, am, vor, fall.get_verlaengerung_display())
    kontakt = kontakt_ampel(fall.gespraech_am, fall.begonnen_am, am, vor)
    return [plan_ampel(fall.plan_am, am, vor), frist.ampel, kontakt]


def _verlauf(fall, plaene, seite, darf) -> dict:
    nummer = min(aus_adresse(seite, range(1, 10**8), sonst=1), LETZTE_SEITE)
    ab = (nummer - 1) * JE_SEITE
    gespraeche = list(fall.gespraeche.select_related("fachkraft")[ab : ab + JE_SEITE + 1])
    aeltere = len(gespraeche) > JE_SEITE and nummer < LETZTE_SEITE
    gezeigt = gespraeche[:JE_SEITE]
    von = gezeigt[-1].am if aeltere else None
    bis = gezeigt[0].am if nummer > 1 and gezeigt else None
    ereignisse = [
        e for e in _ereignisse(fall, plaene) if (von is None or e["am"] >= von) and (bis is None or e["am"] <= bis)
    ]
    eintraege = sorted([_gespraech(g, darf) for g in gezeigt] + ereignisse, key=lambda e: e["am"], reverse=True)
    return {"eintraege": eintraege, "neuere": nummer - 1 if nummer > 1 else None, "aeltere": nummer + 1 if aeltere else None}


def _ereignisse(fall, plaene) -> list[dict]:
    """Was außer Gesprächen im Leben des Falls geschah; die drei Daten der Unterbringung bleiben drei (fakten 0.2 Nr. 4)."""
    lebensdaten = [
        (fall.abgeschlossen_am, "Abgeschlossen", fall.get_abschlussgrund_display()),
        (fall.auszug_gu_am, "Auszug aus der Gemeinschaftsunterkunft", ""),
        (fall.au_zuteilung_am, "Zuteilung in die Anschlussunterbringung", ""),
        (fall.begonnen_am, "Beginn der Beratung", ""),
    ]
    fassungen = [(plan["am"], f"Integrationsplan, Fassung {plan['nummer']}", "") for plan in plaene]
    return [{"am": am, "titel": t, "zusatz": z, "art": "still"} for am, t, z in fassungen + lebensdaten if am]


def _gespraech(g, darf) -> dict:
    """Ein Gespräch; der Verweis zum Bearbeiten trägt unhörbar Tag und Nummer, damit kein Linktext zweimal vorkommt."""
    zusatz = [felder_worte(g.handlungsfelder), str(g.fachkraft)]
    zusatz += ["mit Dolmetschen"] if g.mit_dolmetschen else []
    zusatz += [f"mitberatene Angehörige: {g.anzahl_angehoerige}"] if g.anzahl_angehoerige else []
    form = g.get_form_display()
    return {
        "am": g.am, "titel": f"{form[0].upper()}{form[1:]}, {g.dauer_minuten} Minuten",
        "nur_gehoert": f"am {datum(g.am)}, Gespräch {g.pk}", "text": g.notiz,
        "zusatz": " · ".join(zusatz), "ziel": url("integrationsmanagement:gespraech-bearbeiten", g.pk) if darf else "",
    }  # fmt: skip
