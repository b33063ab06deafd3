"""Was die Suche des Hauses an Sitzungen findet: nach Art, Ort und Tag."""

from django.db.models import Case, CharField, Value, When

from arge.seite.suche import Suchart
from traeger.begriffe import SitzungArt
from traeger.models import Sitzung

ART = Case(*(When(art=wert, then=Value(wort)) for wert, wort in SitzungArt.choices), default="art", output_field=CharField())
ZUSAMMENKUENFTE = Suchart(
    "Sitzungen", "traeger:sitzung-detail", lambda zugang, heute: Sitzung.objects.all(), felder=(ART, "ort", "", "am"),
)  # fmt: skip
