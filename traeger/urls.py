"""Routen der App."""

from django.urls import URLPattern, path

from traeger import views

app_name = "traeger"
urlpatterns: list[URLPattern] = [
    path("stellenplan/", views.stellenplan, name="stellenplan"),
    path("auftraege/<int:pk>/", views.auftrag_detail, name="auftrag-detail"),
    path("auftraege/<int:pk>/ergebnis/", views.auftrag_ergebnis, name="auftrag-ergebnis"),
    path("auftraege/<int:pk>/abbrechen/", views.auftrag_abbrechen, name="auftrag-abbrechen"),
    path("auftraege/<int:pk>/wiederholen/", views.auftrag_wiederholen, name="auftrag-wiederholen"),
]
