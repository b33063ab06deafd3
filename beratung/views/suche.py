"""Was die Suche des Hauses an MBE-Fällen findet."""

from arge.seite.suche import Suchart
from beratung.models import Fall, Personschluessel

#: Ein Fall heißt nach seiner Person und ist an ihr zu finden; laufende zuerst, wie in der Liste.
MENSCH = {
    "schluessel": Personschluessel,
    "ueber": "person",
    "ende": "abgeschlossen_am",
    "beendet": "abgeschlossen",
    "letzter_tag": False,
}
FAELLE = Suchart(
    "MBE-Fälle", "beratung:fall-detail", lambda zugang, heute: Fall.objects.fuer(zugang), nummer="MBE-Fall", einsicht="MBE-Fälle",
    **MENSCH,
)  # fmt: skip
