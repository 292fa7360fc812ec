"""Ortsstimme: from a resident's sentence to a measure of the plan."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.accounts.views import blueprint as accounts_views
from app.accounts.views import init_accounts
from app.councils.views import blueprint as councils_views
from app.exports.views import blueprint as exports_views
from app.insights.views import blueprint as insights_views
from app.moderation.views import blueprint as moderation_views
from app.pages.views import blueprint as pages_views
from app.pages.views import init_pages
from app.plan.views import blueprint as plan_views
from app.privacy.views import blueprint as privacy_views
from app.reports.views import blueprint as reports_views
from app.shared.access import access_of
from app.shared.assets import init_assets
from app.shared.charts.pages import init_charts
from app.shared.commands import LazyGroup
from app.shared.database import db, engine_options, normalised_url, prepare_engine
from app.shared.i18n import init_languages
from app.shared.logs import init_logs
from app.shared.page_cache import init_page_cache
from app.shared.rendering import init_templates
from app.shared.routing import LateRule
from app.shared.schema import init_migrations
from app.shared.security import init_security, security_headers
from app.shared.sessions import SignedSessions
from app.shared.throttle import init_throttle
from app.shared.turns import OneFormAtATime
from app.shared.uploads import init_uploads
from app.submissions.views import blueprint as submissions_views
from app.submissions.views.importing import blueprint as imports_views
from app.submissions.views.organisations import blueprint as organisations_views
from config import Settings, read_settings

BLUEPRINTS = (
    accounts_views,
    submissions_views,
    organisations_views,
    imports_views,
    moderation_views,
    councils_views,
    exports_views,
    plan_views,
    insights_views,
    reports_views,
    pages_views,
    privacy_views,
)
COMMANDS = {
    "accounts": "app.accounts.cli:commands",
    "areas": "app.areas.cli:commands",
    "audit": "app.accounts.cli:audit",
    "consultations": "app.consultations.cli:commands",
    "councils": "app.councils.cli:commands",
    "db": "flask_migrate.cli:db",
    "demo": "app.demo.cli:commands",
    "doctor": "app.pages.cli:doctor",
    "exports": "app.exports.cli:commands",
    "guidelines": "app.guidelines.cli:commands",
    "insights": "app.insights.cli:commands",
    "mail": "app.shared.outbox_commands:commands",
    "moderation": "app.moderation.cli:commands",
    "plan": "app.plan.cli:commands",
    "privacy": "app.privacy.cli:commands",
    "reports": "app.reports.cli:commands",
    "submissions": "app.submissions.cli:commands",
    "worker": "app.shared.worker:worker",
}


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application; refuse to start if a view does not say who may open it."""
    settings = settings or read_settings()
    app = Flask(__name__, static_folder=None)
    app.cli = LazyGroup(COMMANDS)
    app.url_rule_class = LateRule
    app.session_interface = SignedSessions()
    _configure(app, settings)
    init_logs(app)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    init_migrations(app)
    init_templates(app)
    init_languages(app)
    init_charts(app)
    init_security(app, security_headers(settings.secure))
    init_uploads(app)
    init_throttle(app)
    init_accounts(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    init_pages(app)
    access_of(app)
    _wrap(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    url = normalised_url(settings.database_url)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_keys[0],
        SECRET_KEY_FALLBACKS=list(settings.secret_keys[1:]),
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        SQLALCHEMY_DATABASE_URI=url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(url),
        SESSION_COOKIE_NAME="__Host-ortsstimme" if settings.secure else "ortsstimme",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=500_000,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=1000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=True,
    )


def _wrap(app: Flask, settings: Settings) -> None:
    """From the inside out: files, kept pages, turns of forms, and the proxy if there is one."""
    init_assets(app, security_headers(settings.secure))
    init_page_cache(app)
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        largest = app.config["MAX_CONTENT_LENGTH"]
        app.wsgi_app = OneFormAtATime(app.wsgi_app, largest)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app,
            x_for=settings.trusted_proxies,
            x_proto=settings.trusted_proxies,
            x_host=settings.trusted_proxies,
        )
