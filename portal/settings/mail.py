"""The mail server of EMAIL_URL, in the settings of the Django in use: MAILERS since 6.1, EMAIL_* before."""

import django

from portal.settings.environment import env

TIMEOUT_SECONDS = 10


def mail_settings() -> dict:
    """Without EMAIL_URL mail is printed where the portal runs."""
    return _settings(env.email_url_config(env("EMAIL_URL") or "consolemail://"))


def mail_in_folder() -> dict:
    """The demo's: each mail becomes a file, unless EMAIL_URL names a server."""
    if env("EMAIL_URL"):
        return mail_settings()
    return _settings({"EMAIL_BACKEND": "portal.demo.mail_folder.FolderBackend"})


def _settings(config: dict) -> dict:
    if django.VERSION < (6, 1):
        return {**config, "EMAIL_TIMEOUT": TIMEOUT_SECONDS}
    mailer = {"BACKEND": config["EMAIL_BACKEND"]}
    if mailer["BACKEND"].endswith("smtp.EmailBackend"):
        mailer["OPTIONS"] = {
            "host": config["EMAIL_HOST"],
            "port": config["EMAIL_PORT"],
            "username": config["EMAIL_HOST_USER"],
            "password": config["EMAIL_HOST_PASSWORD"],
            "use_tls": config.get("EMAIL_USE_TLS", False),
            "use_ssl": config.get("EMAIL_USE_SSL", False),
            "timeout": TIMEOUT_SECONDS,
        }
    return {"MAILERS": {"default": mailer}}
