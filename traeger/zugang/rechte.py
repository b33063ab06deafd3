"""Was jemand tun darf: Djangos Frage `has_perm` und `@erfordert` lesen dieselbe Rechtetabelle (haus 3, Rechte)."""

from functools import wraps

from arge.daten.absage import Verboten
from traeger.begriffe import Recht


class RechteBackend:
    """Djangos Frage `has_perm` geht an die eine Rechtetabelle."""

    def authenticate(self, request, **_):
        return None

    def get_user(self, user_id):
        return None

    def has_perm(self, benutzer, perm, obj=None) -> bool:
        zugang = getattr(benutzer, "zugang", None)
        return bool(zugang and zugang.darf(perm))

    def has_module_perms(self, benutzer, app_label) -> bool:
        zugang = getattr(benutzer, "zugang", None)
        return bool(zugang and any(r.startswith(f"{app_label}.") for r in zugang.rechte))


def erfordert(*rechte: Recht):
    """View nur mit einem dieser Rechte; sonst 403 mit Rückweg. Der Test über alle URLs liest `view.rechte`."""

    def huelle(view):
        @wraps(view)
        def geprueft(request, *args, **kwargs):
            if not any(request.user.zugang.darf(recht) for recht in rechte):
                raise Verboten("In Ihrer Rolle gehört diese Seite nicht zu Ihren Aufgaben.")
            return view(request, *args, **kwargs)

        geprueft.rechte = rechte
        return geprueft

    return huelle
