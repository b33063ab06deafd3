"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.auftrag import views

urlpatterns: list[URLPattern] = [
    path("betrieb/", views.betrieb, name="betrieb"),
    path("auftraege/ausfuhr/", views.ausfuhr_neu, name="ausfuhr-neu"),
    path("auftraege/<int:pk>/", views.auftrag_detail, name="auftrag-detail"),
    path("auftraege/<int:pk>/ergebnis/", views.auftrag_ergebnis, name="auftrag-ergebnis"),
    path("auftraege/<int:pk>/abbrechen/", views.auftrag_abbrechen, name="auftrag-abbrechen"),
    path("auftraege/<int:pk>/wiederholen/", views.auftrag_wiederholen, name="auftrag-wiederholen"),
]
