"""Routen des Raums (eingehängt unter /traeger/, Namensraum „traeger“)."""

from django.urls import URLPattern, path

from traeger.stellen.views import stellen, stellenanteil, vereinbarung, vzae

urlpatterns: list[URLPattern] = [
    path("stellenplan/", stellen.stellenplan, name="stellenplan"),
    path("vzae/", vzae.vzae, name="vzae"),
    path("vzae/tabelle/", vzae.vzae_xlsx, name="vzae-xlsx"),
    path("vzae/druck/", vzae.vzae_pdf, name="vzae-pdf"),
    path("vereinbarungen/", vereinbarung.vereinbarung_liste, name="vereinbarung-liste"),
    path("vereinbarungen/neu/", vereinbarung.vereinbarung_neu, name="vereinbarung-neu"),
    path("vereinbarungen/<int:pk>/", vereinbarung.vereinbarung_detail, name="vereinbarung-detail"),
    path("vereinbarungen/<int:pk>/bearbeiten/", vereinbarung.vereinbarung_bearbeiten, name="vereinbarung-bearbeiten"),
    path("vereinbarungen/<int:pk>/kuendigen/", vereinbarung.vereinbarung_kuendigen, name="vereinbarung-kuendigen"),
    path("vereinbarungen/<int:pk>/dokumente/neu/", vereinbarung.vereinbarung_dokument_neu, name="vereinbarung-dokument-neu"),
    path("vereinbarungen/dokumente/<int:pk>/", vereinbarung.vereinbarung_dokument, name="vereinbarung-dokument"),
    path("stellenanteile/", stellenanteil.stellenanteil_liste, name="stellenanteil-liste"),
    path("stellenanteile/bewilligungen/", stellenanteil.bewilligung_liste, name="bewilligung-liste"),
    path("stellenanteile/neu/", stellenanteil.stellenanteil_neu, name="stellenanteil-neu"),
    path("stellenanteile/<int:pk>/", stellenanteil.stellenanteil_detail, name="stellenanteil-detail"),
    path("stellenanteile/<int:pk>/aendern/", stellenanteil.stellenanteil_aendern, name="stellenanteil-aendern"),
    path("stellenanteile/<int:pk>/korrigieren/", stellenanteil.stellenanteil_korrigieren, name="stellenanteil-korrigieren"),
    path("stellenanteile/<int:pk>/beenden/", stellenanteil.stellenanteil_beenden, name="stellenanteil-beenden"),
    path("stellenanteile/<int:pk>/bewilligungen/neu/", stellenanteil.bewilligung_neu, name="bewilligung-neu"),
    path("stellenanteile/bewilligungen/<int:pk>/aendern/", stellenanteil.bewilligung_aendern, name="bewilligung-aendern"),
    path("stellenanteile/bewilligungen/<int:pk>/beenden/", stellenanteil.bewilligung_beenden, name="bewilligung-beenden"),
    path(
        "stellenanteile/bewilligungen/<int:pk>/korrigieren/",
        stellenanteil.bewilligung_korrigieren,
        name="bewilligung-korrigieren",
    ),
]
