"""What tests of the back office of the matchmaking read from its pages."""

from django.urls import reverse
from lxml import html


def page_of(row, name="change"):
    return reverse(f"admin:matchmaking_{row._meta.model_name}_{name}", args=[row.pk])


def list_of(model, query=""):
    return reverse(f"admin:matchmaking_{model._meta.model_name}_changelist") + query


def listed(response):
    """The rows of a list, as it shows them."""
    return list(response.context["cl"].result_list)


def text(response):
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def act(client, action, *rows):
    """Runs an action of a list on rows."""
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(list_of(type(rows[0])), chosen, follow=True)
