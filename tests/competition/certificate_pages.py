"""The certificates of a session in the back office, as its tests press their buttons."""

from django.contrib.messages import get_messages
from django.urls import reverse


def address(name, *args):
    return reverse(f"admin:competition_certificate_{name}", args=args)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def press(client, edition, what):
    return client.post(address("session", edition.pk), {"what": what})
