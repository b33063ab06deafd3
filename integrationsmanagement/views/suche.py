"""Was die Suche des Hauses an IM-Fällen findet."""

from arge.seite.suche import Suchart
from beratung.views.suche import MENSCH
from integrationsmanagement.models import IMFall

FAELLE = Suchart(
    "IM-Fälle", "integrationsmanagement:fall-detail", lambda zugang, heute: IMFall.objects.fuer(zugang), nummer="IM-Fall",
    einsicht="IM-Fälle", **MENSCH,
)  # fmt: skip
