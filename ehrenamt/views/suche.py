"""Was die Suche des Hauses im Ehrenamt findet."""

from arge.seite.suche import Suchart
from ehrenamt.models import Ehrenamtliche, Ehrenamtlichenschluessel, Projekt

EHRENAMTLICHE = Suchart(
    "Ehrenamtliche", "ehrenamt:person-detail", lambda zugang, heute: Ehrenamtliche.objects.fuer(zugang),
    schluessel=Ehrenamtlichenschluessel, ende="ausgeschieden_am", beendet="ausgeschieden",
)  # fmt: skip
PROJEKTE = Suchart(
    "Projekte", "ehrenamt:projekt-detail", lambda zugang, heute: Projekt.objects.fuer(zugang),
    felder=("name", "traeger__kurzname", "", ""), ende="bis", beendet="beendet",
)  # fmt: skip
