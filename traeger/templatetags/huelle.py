"""Block-Tag `{% huelle %}`: Django-Vorlagen (allauth) erscheinen in derselben Jinja-Hülle wie alle anderen Seiten."""

from django import template
from django.template import engines
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

register = template.Library()


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
        inhalt = mark_safe(self.nodelist.render(context))  # noqa: S308 – schon von Djangos Vorlage maskiert
        werte = {"inhalt": inhalt, "titel": context.get("huelle_titel", ""), "schmal": context.get("huelle_schmal", False)}
        if "form" in context and hasattr(context["form"], "is_bound"):
            werte["form"] = context["form"]
        return render_to_string("konto.jinja", werte, context["request"])


@register.simple_tag
def formularfelder(form):
    """Alle Felder eines Django-Formulars durch die eine Feldvorlage."""
    return _baustein("felder", form)


@register.simple_tag
def fehleruebersicht(form):
    """Die Fehlerübersicht mit Sprungmarken über einem allauth-Formular."""
    return _baustein("fehleruebersicht", form)


def _baustein(name, form):
    return mark_safe(getattr(engines["jinja2"].env.globals["b"], name)(form))  # noqa: S308 – Jinja maskiert selbst
