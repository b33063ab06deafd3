"""Was die Reiter einer IM-Akte zeigen: Ampeln, Verlauf als Zeitleiste, Plan, Angaben; mit fester Abfragezahl."""

from itertools import pairwise

from arge.daten.abfragen import gelesen
from arge.seite.storno import im_verlauf
from arge.zahlen.format import datum
from beratung.views.reiter import Blick
from beratung.views.verlauf import Verlaufsseite, enden
from integrationsmanagement.begriffe import Wohnform
from integrationsmanagement.kennzahlen import vorgaben, vorgaben_aus
from integrationsmanagement.models import Gespraech, IMBerichtigung, Integrationsplan, Planziel
from integrationsmanagement.regeln import anker, auszug, fristuhr, kontakt_ampel, plan_ampel
from integrationsmanagement.tables import felder_worte

AUSZUG = "Auszug aus der Gemeinschaftsunterkunft"


def angaben(fall, blick: Blick) -> dict:
    """Person, Fall, Wohnen, Zuständigkeit und was an ihnen berichtigt wurde; `fall` kommt aus `mit_stand(am).mit_werdegang()`."""
    wohnorte = _wohnorte(fall)
    return {
        "wohnorte": wohnorte, "auszug_gu_am": auszug([(w.wohnform, w.von) for w in wohnorte], Wohnform.GU),
        "zustaendigkeiten": gelesen(fall.zeitraeume, "von", "bis"), "berichtigungen": IMBerichtigung.gelesen(fall.berichtigt),
    }  # fmt: skip


def plan(fall, blick: Blick) -> dict:
    """Die geltende Fassung mit ihren Zielen, die früheren als Verweise."""
    fassungen = gelesen(fall.fassungen, "am")
    if not fassungen:
        return {"plan": None, "ziele": [], "fruehere": []}
    ziele = Planziel.objects.filter(traeger=fall.traeger_id, plan=fassungen[0].pk).order_by("pk")
    ziele = list(ziele.select_related("plan__vereinbart_von"))  # die Fassung kommt mit ihren Zielen
    if ziele:
        geltend = ziele[0].plan
    else:
        geltend = Integrationsplan.objects.select_related("vereinbart_von").get(traeger=fall.traeger_id, pk=fassungen[0].pk)
    return {"plan": geltend, "ziele": ziele, "fruehere": fassungen[1:]}


def _wohnorte(fall) -> list:
    wohnorte = gelesen(fall.wohnorte, "von", "bis")
    for wohnung in wohnorte:
        wohnung.form = Wohnform(wohnung.wohnform).label
    return wohnorte


def kopfampeln(fall, am) -> list[tuple[str, str]]:
    """Was oben in der Akte steht: abgeschlossen, oder Plan, Frist, letztes Gespräch; `fall.vorgaben` kommt mit ihr."""
    if not fall.ist_laufend:
        return [("offen", f"abgeschlossen am {datum(fall.abgeschlossen_am)}")]
    return [(ampel.stand, ampel.text) for ampel in ampeln(fall, am, vorgaben_aus(fall.vorgaben))]


def ampeln(fall, am, vor=None) -> list:
    """Plan, Frist, letztes Gespräch – nur bei laufenden Fällen gibt es etwas zu tun. `vor`: die Vorgaben, wo viele Fälle sie teilen."""
    if not fall.ist_laufend:
        return []
    vor = vor or vorgaben(am)
    ab = anker(au_zuteilung_am=fall.au_zuteilung_am, beratungsbeginn_am=fall.begonnen_am, vorgaben=vor)
    frist = fristuhr(ab, am, vor, fall.get_verlaengerung_display())
    kontakt = kontakt_ampel(fall.gespraech_am, fall.begonnen_am, am, vor)
    return [plan_ampel(fall.plan_am, am, vor), frist.ampel, kontakt]


def zeichen(fall, am) -> list[tuple[str, str]]:
    """Was die Personenleiste zeigt: nur, was drängt; was gut ist, steht in der Akte."""
    return [(ampel.stand, ampel.text) for ampel in ampeln(fall, am) if ampel.stand != "gut"]


def verlauf(fall, blick: Blick) -> dict:
    """Gespräche und was sonst im Leben des Falls geschah."""
    gespraeche = Gespraech.auch_stornierte.filter(traeger=fall.traeger_id, fall=fall)
    seite = Verlaufsseite(gespraeche.select_related("fachkraft"), blick)
    ereignisse = [
        *enden(gelesen(fall.enden, "von", "bis"), blick.darf, "integrationsmanagement"),
        *_ereignisse(fall, gelesen(fall.fassungen, "am"), _wohnorte(fall)),
    ]
    return {"eintraege": seite.mit(ereignisse, [_gespraech(g, blick.darf) for g in seite.zeilen]), **seite.wege}


def _ereignisse(fall, plaene, wohnorte) -> list[dict]:
    """Was außer Gesprächen im Leben des Falls geschah; die drei Daten der Unterbringung bleiben drei (fakten 0.2 Nr. 4)."""
    fassungen = [(plan.am, f"Integrationsplan, Fassung {plan.nummer}", "") for plan in plaene]
    umzuege = [
        (w.von, AUSZUG if davor.wohnform == Wohnform.GU != w.wohnform else "Umzug", w.stadtteil or "")
        for w, davor in pairwise(wohnorte)
    ]
    leben = [
        (fall.au_zuteilung_am, "Zuteilung in die Anschlussunterbringung", ""),
        (fall.begonnen_am, "Beginn der Beratung", ""),
    ]
    return [
        {"am": am, "titel": t, "zusatz": z, "art": "still", "rang": -1} for am, t, z in fassungen + umzuege + leben if am
    ]


def _gespraech(g, darf) -> dict:
    """Ein Gespräch; der Verweis zum Bearbeiten trägt unhörbar Tag und Nummer, damit kein Linktext zweimal vorkommt."""
    zusatz = [felder_worte(g.handlungsfelder), str(g.fachkraft)]
    zusatz += ["mit Dolmetschen"] if g.mit_dolmetschen else []
    zusatz += [f"mitberatene Angehörige: {g.anzahl_angehoerige}"] if g.anzahl_angehoerige else []
    form = g.get_form_display()
    return im_verlauf(g, "integrationsmanagement:gespraech", darf) | {
        "am": g.am, "titel": f"{form[0].upper()}{form[1:]}, {g.dauer_minuten} Minuten",
        "nur_gehoert": f"am {datum(g.am)}, Gespräch {g.pk}", "text": g.notiz,
        "zusatz": " · ".join(zusatz),
    }  # fmt: skip
