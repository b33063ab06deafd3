"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.warnung.views import kalender, warnung

urlpatterns: list[URLPattern] = [
    path("warnungen/", warnung.warnung_liste, name="warnung-liste"),
    path("warnungen/<str:schluessel>/", warnung.warnung_detail, name="warnung-detail"),
    path("kalender/", kalender.kalender, name="kalender"),
    path("kalender/beenden/", kalender.kalender_beenden, name="kalender-beenden"),
    path("kalender/<slug:geheimnis>.ics", kalender.kalender_datei, name="kalender-datei"),
]
