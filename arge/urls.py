"""Alle Routen, durch Namen zusammengesetzt."""

from django.urls import include, path
from django.utils.module_loading import import_string

from arge.zusammensetzung import APPS

urlpatterns = [
    path("", import_string("traeger.start.views.start"), name="start"),
    path("kennzahlen/", import_string("traeger.start.views.kennzahlen"), name="kennzahlen"),
    path("kennzahlen/verlauf/", import_string("traeger.start.views.verlauf"), name="verlauf"),
    path("suche/", import_string("traeger.suche.views.suche"), name="suche"),
    path("mitteilungen/", import_string("traeger.mitteilung.views.mitteilungen"), name="mitteilungen"),
    path("gesund/", import_string("arge.betrieb.gesund.gesund"), name="gesund"),
    path("gesund/lebt/", import_string("arge.betrieb.gesund.lebt"), name="gesund-lebt"),
    path("", include("arge.seite.seiten")),
    path("konto/", import_string("traeger.konto.views.konto.konto"), name="konto"),
    path("konto/", include("allauth.urls")),
    *(path(f"{app}/", include(f"{app}.urls")) for app in APPS),
]
handler400 = "arge.seite.seiten.fehler_400"
handler403 = "arge.seite.seiten.fehler_403"
handler404 = "arge.seite.seiten.fehler_404"
handler429 = "arge.seite.seiten.fehler_429"  # ruft allauth, wenn eine seiner Bremsen greift
handler500 = "arge.seite.seiten.fehler_500"
