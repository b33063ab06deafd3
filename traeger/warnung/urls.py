"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.warnung import views

urlpatterns: list[URLPattern] = [
    path("warnungen/", views.warnung_liste, name="warnung-liste"),
    path("warnungen/<str:schluessel>/", views.warnung_detail, name="warnung-detail"),
    path("kalender/", views.kalender, name="kalender"),
    path("kalender/beenden/", views.kalender_beenden, name="kalender-beenden"),
    path("kalender/<slug:geheimnis>.ics", views.kalender_datei, name="kalender-datei"),
]
