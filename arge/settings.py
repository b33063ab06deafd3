"""Alle Einstellungen in einer Datei; jede Variable erklärt `.env.beispiel`. Sicher, außer bei ARGE_DEBUG."""

from pathlib import Path

import pghistory
from celery.schedules import crontab

from arge.betrieb.ablage import OEFFENTLICH, quellen, speicher
from arge.betrieb.anmeldung import anmeldung
from arge.betrieb.pool import zuruecksetzen
from arge.betrieb.protokoll import LOGGING  # noqa: F401 – Einstellung: JSON-Zeilen ohne Personendaten
from arge.betrieb.umgebung import Umgebung
from arge.zusammensetzung import *  # noqa: F403 – die Listen, die das Haus durch Namen zusammensetzen

env = Umgebung()
WURZEL = Path(__file__).resolve().parent.parent
Umgebung.read_env(WURZEL / ".env", overwrite=False)

DEBUG = env.bool("ARGE_DEBUG", False)
DEMO = env.bool("ARGE_DEMO", False)  # erfundene Daten: Banner auf jeder Seite, kein zweiter Faktor verlangt
HTTPS = env.bool("ARGE_HTTPS", not DEBUG)
SECRET_KEY = env("ARGE_GEHEIMNIS")
SCHLUESSEL = env("ARGE_SCHLUESSEL")  # "kennung:base64[,kennung:base64…]", der erste verschlüsselt
ALLOWED_HOSTS = env.list("ARGE_HOSTS", default=[])
BASIS_URL = env("ARGE_URL", default="https://localhost")
CSRF_TRUSTED_ORIGINS = [BASIS_URL]
DATEN = Path(env("ARGE_DATEN", default=str(WURZEL / ".daten")))
PROGRAMMSTAND = env("ARGE_PROGRAMMSTAND", default="0.1.0")

INSTALLED_APPS = [
    *APPS,  # noqa: F405
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles", "django.contrib.humanize",
    "allauth", "allauth.account", "allauth.mfa", "allauth.usersessions",
    "django_filters", "django_htmx", "pgtrigger", "pghistory",
]  # fmt: skip
MIDDLEWARE = [
    "arge.betrieb.protokoll.ProtokollMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "arge.betrieb.kopfzeilen.KopfzeilenMiddleware",
    "arge.betrieb.gesund.GesundMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "traeger.zugang.ZugangMiddleware",
    "traeger.zugang.AnmeldedauerMiddleware",
    "traeger.zugang.ZweiterFaktorMiddleware",
]
ROOT_URLCONF, WSGI_APPLICATION = "arge.urls", "arge.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
VORLAGEN = WURZEL / "templates"
KONTEXT = [
    "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages", "arge.seite.vorlagen.absendung",
]  # fmt: skip
TEMPLATES = [
    {"BACKEND": "django.template.backends.jinja2.Jinja2", "DIRS": [VORLAGEN],
     "OPTIONS": {"environment": "arge.seite.vorlagen.umgebung", "context_processors": KONTEXT}},
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [VORLAGEN], "APP_DIRS": True,
     "OPTIONS": {"context_processors": KONTEXT}},
]  # fmt: skip
FORM_RENDERER = "arge.seite.vorlagen.Formulare"
FILTERS_EMPTY_CHOICE_LABEL = "Alle"  # die leere Möglichkeit jeder Auswahl eines Filters

# Zwei Zugänge zu derselben Datenbank: die Anwendung darf nie Eigentümer sein (qualitaet 1.5, S3).
DATABASES = {"default": env.db("DATABASE_URL"), "eigner": env.db("DATABASE_URL_EIGNER", default=env("DATABASE_URL"))}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # die Transaktion je Anfrage hält ZugangMiddleware
POOL = {"min_size": 1, "max_size": 8, "timeout": 5, "reset": zuruecksetzen}
DATABASES["default"].setdefault("OPTIONS", {}).update(pool=POOL, connect_timeout=5)

REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
# Zwischenspeicher (Bremsen, Herzschlag) in PostgreSQL: keine Seite hängt vom Broker ab, alle Web-Prozesse zählen gemeinsam.
CACHES = {"default": {"BACKEND": "arge.betrieb.zwischenspeicher.JsonZwischenspeicher", "LOCATION": "zwischenspeicher"}}
# Nichts Gespeichertes wird ausgeführt: Anmeldung, Meldungen, Zwischenspeicher und Broker tragen JSON, nie pickle. Meldungen in der Anmeldung:
# Im Browser liegt nur deren Kennung.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CELERY_ACCEPT_CONTENT = CELERY_RESULT_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = CELERY_EVENT_SERIALIZER = "json"

# Protokoll: jede Zeile eines Modells mit @pghistory.track, samt Zugang (setzt ZugangMiddleware in der Datenbank).
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_CONTEXT_FIELD, PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextJSONField(), pghistory.ContextUUIDField()
PGHISTORY_APPEND_ONLY = True

# Aufträge: die Zeile ist die Wahrheit, Celery weckt nur (qualitaet 1.6, 1.7).
AUFTRAG_PACHT = env.int("ARGE_AUFTRAG_PACHT", 30)  # Sekunden, die ein stummer Worker einen Auftrag behält
AUFTRAG_KEHREN = env.int("ARGE_AUFTRAG_KEHREN", 15)  # Sekunden zwischen zwei Blicken auf liegen gebliebene Aufträge
CELERY_BROKER_URL, CELERY_RESULT_BACKEND = REDIS_URL, None
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY, CELERY_WORKER_PREFETCH_MULTIPLIER = False, 1
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # Worker und Zeitplan verbinden sich neu, so lange es dauert
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 1, "socket_connect_timeout": 1, "visibility_timeout": 300,
    "max_retries": 0, "interval_start": 0,  # wer ruft, ruft einmal
}  # fmt: skip
# Ein Kind des Workers: mehr Speicher bekommt es nie (arge.celery), und schon ab der Hälfte ersetzt Celery es nach dem Auftrag.
AUFTRAG_SPEICHER = env.int("ARGE_AUFTRAG_SPEICHER", 1024) * 1024 * 1024
CELERY_WORKER_MAX_MEMORY_PER_CHILD = AUFTRAG_SPEICHER // 2 // 1024  # Celery zählt in Kilobyte
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 600, 660
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TIMEZONE = "Europe/Berlin"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATEN / "beat")
_kehren = {"schedule": AUFTRAG_KEHREN, "options": {"expires": AUFTRAG_KEHREN}}
CELERY_BEAT_SCHEDULE = {
    "auftraege-kehren": {"task": "traeger.tasks.auftraege_kehren", **_kehren},
    "abgelaufenes-aufraeumen": {"task": "traeger.tasks.abgelaufenes_aufraeumen", "schedule": 3600.0},
    "post-kehren": {"task": "traeger.tasks.post_kehren", **_kehren}, "dateien-pruefen": {"task": "traeger.tasks.dateien_pruefen", **_kehren},
    "ablage-aufraeumen": {"task": "traeger.tasks.ablage_aufraeumen", "schedule": 86_400},
    "konten-aufraeumen": {"task": "traeger.tasks.konten_aufraeumen", "schedule": 86_400.0},
    "warnungen-melden": {"task": "traeger.tasks.warnungen_melden", "schedule": crontab(hour=6, minute=0)},
    "fristen-melden": {"task": "traeger.tasks.fristen_melden", "schedule": crontab(hour=6, minute=10)},
}  # fmt: skip

vars().update(anmeldung(proxys=env.int("ARGE_PROXYS", int(HTTPS)), https=HTTPS))
MFA_PFLICHT = env.bool("ARGE_MFA_PFLICHT", not DEMO)

LANGUAGE_CODE, TIME_ZONE = "de", "Europe/Berlin"
LOCALE_PATHS = [WURZEL / "locale"]  # Sie-Form für allauth
STATIC_URL = "/static/"
_statisch = env("ARGE_STATISCH", default=None)  # gesetzt: gesammelt mit Prüfsumme im Namen; sonst aus den Quellen
STATIC_ROOT = _statisch and str(Path(_statisch) / OEFFENTLICH)
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
STORAGES = speicher(env("ARGE_ABLAGE", default=(DATEN / "ablage").as_uri()), gesammelt=_statisch)
CLAMD = env("ARGE_CLAMD", default="")  # Virenprüfung der Uploads; leer: keine (manage.py check --deploy sagt es)
SICHERUNG_STAND = env("ARGE_SICHERUNG_STAND", default="")  # wann zuletzt gesichert wurde; leer: sagt die Anwendung nichts
STATICFILES_DIRS = quellen(WURZEL)
vars().update(env.email("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 5  # ein hängender Postausgang hält keine Anfrage fest
ADMINS = [("Betrieb", adresse) for adresse in env.list("ARGE_ADMINS", default=[])]  # Fehler-Mails, ohne Werte
SERVER_EMAIL = DEFAULT_FROM_EMAIL = env("ARGE_ABSENDER", default="ARGE Integration <noreply@arge.example>")

# Sicher, außer bei DEBUG: alles Weitere setzt arge.betrieb.kopfzeilen (CSP, CORP, COEP, Permissions-Policy, no-store).
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "arge.seite.seiten.fehler_csrf"

BARRIERE_ADRESSE = env("ARGE_BARRIERE", default="betrieb@arge.example")
MUSTERSEITE = env.bool("ARGE_MUSTER", DEBUG)  # /muster/: alle Bausteine, für axe und Bildschirmfotos
EXPORT_SOFORT = env.int("ARGE_EXPORT_SOFORT", 2000)  # CSV und XLSX mit mehr Zeilen entstehen als Auftrag
