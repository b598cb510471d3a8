"""Every setting, in reading order."""

from datetime import timedelta

from backend import env, native

# Native libraries
GEOS_LIBRARY_PATH = native.GEOS_LIBRARY_PATH
GDAL_LIBRARY_PATH = native.GDAL_LIBRARY_PATH

# Database
DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Applications
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "rest_framework",
    "rest_framework_gis",
    "django_filters",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "turf",
    "canvass",
    "backend",
]

# People
AUTH_USER_MODEL = "turf.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
KNOX_TOKEN_MODEL = "canvass.DeviceToken"  # noqa: S105 (a model's name)
# Our own token table stands in for knox's, whose leftover would break truncating on PostgreSQL.
MIGRATION_MODULES = {"knox": None}
REST_KNOX = {"TOKEN_TTL": None, "TOKEN_MODEL": KNOX_TOKEN_MODEL}

# Signing in: lockout by user and address (axes), a second factor (allauth), nobody uninvited
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "backend/sign_in_locked.html"
AXES_USERNAME_CALLABLE = "backend.sign_in.guessing.name_key"
AXES_CLIENT_IP_CALLABLE = "turf.api.address.client_address"
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "code",
    "csrfmiddlewaretoken",
    "next",
]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
ACCOUNT_ADAPTER = "backend.sign_in.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # they would lock an address out as a whole; axes and ours count
ACCOUNT_FORMS = {"login": "backend.sign_in.forms.SignIn"}
MFA_ADAPTER = "backend.sign_in.factors.Factors"
MFA_FORMS = {
    "authenticate": "backend.sign_in.guessing.SecondFactor",
    "reauthenticate": "backend.sign_in.guessing.SecondFactorAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Stoop"
MFA_TOTP_TOLERANCE = 1
SESSION_COOKIE_AGE = 12 * 60 * 60

# Requests
DEBUG = env.DEBUG.read()
SECRET_KEY = env.secret_key(DATABASES["default"]["ENGINE"])
AVAILABILITY_KEY = env.AVAILABILITY_KEY.read() or SECRET_KEY
ALLOWED_HOSTS = env.ALLOWED_HOSTS.read()
CSRF_TRUSTED_ORIGINS = env.TRUSTED_ORIGINS.read()
ADMIN_ENABLED = env.ADMIN.read()
ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "sign_in"
MIDDLEWARE = [
    "turf.tenancy.requests.in_nobodys_name",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backend.private_answers.private_answers",
    "backend.audited_views.audited_views",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "backend.sign_in.second_factor.second_factor",
    "axes.middleware.AxesMiddleware",
]

# Transport
HTTPS = env.HTTPS.read()
PROXIES = env.PROXIES.read()
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "worker-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
}

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "turf.api.asking.DeviceTokens",
        "turf.api.asking.StaffSessions",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["turf.api.permissions.Denied"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "turf.api.paging.ById",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "backend.errors.problem",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Stoop",
    "DESCRIPTION": "Cuts walk lists from precincts, serves them to phones, keeps every knock.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# Pages and files
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "static/"
STATIC_ROOT = env.state_folder("static")
STATICFILES_DIRS = [("web", env.ROOT / "backend" / "web" / "dist")]
WHITENOISE_USE_FINDERS = True

# Language and time
LANGUAGE_CODE = "en-us"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Logs: ids, never names or addresses
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.LOG_LEVEL.read()},
    "loggers": {"axes": {"level": "WARNING"}},
}
