"""Where mail goes, from one address: smtp://host, smtp+tls://user:password@host:587, smtps://…, file:///folder."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.filebased import EmailBackend

# What a mailer of Django is told by the scheme of the address: nothing, STARTTLS, or TLS from the first byte.
SMTP = {"smtp": {}, "smtp+tls": {"use_tls": True}, "smtps": {"use_ssl": True}}
SECONDS_TO_WAIT = 10


class ReadableFiles(EmailBackend):
    """Keeps each mail in a file that somebody can read: its text as it was written, not as it would travel."""

    def write_message(self, message):
        lines = [f"To: {', '.join(message.to)}", f"From: {message.from_email}", f"Subject: {message.subject}", ""]
        self.stream.write("\n".join([*lines, message.body, ""]).encode())


def folder_mailer(path):
    """Writes each mail into a file of a folder."""
    return {"BACKEND": "config.mail.ReadableFiles", "OPTIONS": {"file_path": str(path)}}


def mailer(address):
    """The mailer that an address names. Errors: ImproperlyConfigured says which schemes there are."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        return folder_mailer(unquote(parts.path))
    if parts.scheme not in SMTP or not parts.hostname:
        raise ImproperlyConfigured(
            f"BLOOM_MAIL_URL must begin with one of {', '.join(SMTP)} and name a host, as smtps://mail.example.org; "
            "or be a folder, as file:///srv/mail."
        )
    known = {"port": parts.port, "username": unquote(parts.username or ""), "password": unquote(parts.password or "")}
    options = {name: value for name, value in known.items() if value}
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": parts.hostname, "timeout": SECONDS_TO_WAIT, **SMTP[parts.scheme], **options},
    }
