"""Everything that differs from machine to machine comes from variables."""

import os

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "market", "product", "cart"]
MIDDLEWARE = []
ROOT_URLCONF = "bazaar.urls"
WSGI_APPLICATION = "bazaar.wsgi.application"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["PGHOST"],
        "PORT": os.environ["PGPORT"],
        "NAME": os.environ["PGDATABASE"],
        "USER": os.environ["PGUSER"],
        "PASSWORD": os.environ["PGPASSWORD"],
        "CONN_MAX_AGE": 60,
    }
}

# Two forms of the same indexes, of which a database gets one: without this variable they are built concurrently, as
# production needs it; with "at-once" in one transaction that locks the tables, which is quicker where nobody works.
if os.environ.get("INDEX_FORM") == "at-once":
    MIGRATION_MODULES = {app: f"{app}.migrations_at_once" for app in ("market", "product", "cart")}
