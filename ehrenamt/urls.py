"""Routen des Ehrenamts."""

from django.urls import path

from ehrenamt.views import person, projekt, treffen

app_name = "ehrenamt"
urlpatterns = [
    path("projekte/", projekt.projekt_liste, name="projekt-liste"),
    path("projekte/<int:pk>/", projekt.projekt_detail, name="projekt-detail"),
    path("projekte/<int:pk>/treffen/neu/", treffen.treffen_neu, name="treffen-neu"),
    path("treffen/neu/", treffen.treffen_schnell, name="treffen-schnell"),
    path("treffen/<int:pk>/bearbeiten/", treffen.treffen_bearbeiten, name="treffen-bearbeiten"),
    path("stunden/bestaetigen/", treffen.stunden_bestaetigen, name="stunden-bestaetigen"),
    path("ehrenamtliche/", person.person_liste, name="person-liste"),
    path("ehrenamtliche/neu/", person.person_neu, name="person-neu"),
    path("ehrenamtliche/<int:pk>/", person.person_detail, name="person-detail"),
    path("ehrenamtliche/<int:pk>/bearbeiten/", person.person_bearbeiten, name="person-bearbeiten"),
    path("ehrenamtliche/<int:pk>/einsaetze/neu/", person.einsatz_neu, name="einsatz-neu"),
    path("einsaetze/<int:pk>/beenden/", person.einsatz_beenden, name="einsatz-beenden"),
]
