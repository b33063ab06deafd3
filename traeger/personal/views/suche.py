"""Was die Suche des Hauses an Fachkräften findet."""

from arge.seite.suche import Suchart
from traeger.models import Fachkraft, Fachkraftschluessel

FACHKRAEFTE = Suchart(
    "Fachkräfte", "traeger:fachkraft-detail", lambda zugang, heute: Fachkraft.objects.fuer(zugang),
    schluessel=Fachkraftschluessel, ende="beschaeftigt_bis", beendet="ausgeschieden",
)  # fmt: skip
