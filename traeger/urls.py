"""Routen der App: jeder Raum bringt seine eigenen mit, alle im Namensraum „traeger“."""

from django.urls import URLPattern

from traeger.auftrag.urls import urlpatterns as auftrag
from traeger.konto.urls import urlpatterns as konto
from traeger.mitteilung.urls import urlpatterns as mitteilung
from traeger.netzwerk.urls import urlpatterns as netzwerk
from traeger.personal.urls import urlpatterns as personal
from traeger.sitzung.urls import urlpatterns as sitzung
from traeger.stammdaten.urls import urlpatterns as stammdaten
from traeger.stellen.urls import urlpatterns as stellen
from traeger.warnung.urls import urlpatterns as warnung

app_name = "traeger"
urlpatterns: list[URLPattern] = [
    *stammdaten, *konto, *mitteilung, *auftrag, *stellen, *sitzung, *netzwerk, *personal, *warnung,
]  # fmt: skip
