"""Block-Tag `{% huelle %}`: Django-Vorlagen (allauth) erscheinen in derselben Jinja-Hülle wie alle anderen Seiten."""

from django import template
from django.template import engines
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

register = template.Library()
#: Woran man Browser und System in der Kennung erkennt, die ein Browser schickt; das Genauere zuerst, denn jeder gibt sich auch als andere aus.
BROWSER = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEME = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


@register.tag
def huelle(parser, token):
    """{% huelle %}Inhalt{% endhuelle %}; der Titel steht in der Variablen `huelle_titel` (allauths {% setvar %})."""
    inhalt = parser.parse(("endhuelle",))
    parser.delete_first_token()
    return HuelleNode(inhalt)


class HuelleNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        request = context["request"]
        inhalt = mark_safe(self.nodelist.render(context))  # noqa: S308 – schon von Djangos Vorlage maskiert
        werte = {"inhalt": inhalt, "titel": context.get("huelle_titel", ""), "schmal": context.get("huelle_schmal", False)}
        if request.user.is_authenticated and context.get("huelle_eigenes"):
            werte["krumen"] = [("Mein Konto", reverse("konto"))]
        if "form" in context and hasattr(context["form"], "is_bound"):
            werte["form"] = context["form"]
        return render_to_string("konto.jinja", werte, request)


@register.simple_tag
def formularfelder(form):
    """Alle Felder eines Django-Formulars durch die eine Feldvorlage."""
    return _baustein("felder", form)


@register.simple_tag
def fehleruebersicht(form):
    """Die Fehlerübersicht mit Sprungmarken über einem allauth-Formular."""
    return _baustein("fehleruebersicht", form)


@register.filter
def vierergruppen(geheimnis):
    """„ABCD EFGH …“: So tippt man ein langes Geheimnis ab, und es bricht um."""
    return " ".join(geheimnis[n : n + 4] for n in range(0, len(geheimnis), 4))


@register.filter
def geraet(kennung: str) -> str:
    """„Chrome auf Windows“ statt der Kennung des Browsers; was niemand erkennt, heißt so."""
    browser = next((name for zeichen, name in BROWSER if zeichen in kennung), "Unbekannter Browser")
    system = next((name for zeichen, name in SYSTEME if zeichen in kennung), "")
    return f"{browser} auf {system}" if system else browser


def _baustein(name, form):
    return mark_safe(getattr(engines["jinja2"].env.globals["b"], name)(form))  # noqa: S308 – Jinja maskiert selbst
