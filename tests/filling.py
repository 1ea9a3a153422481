"""Filling in the forms of the back office as a browser does: opened, changed, sent back whole."""

from lxml import html


def opened(client, url):
    """What a browser would send back for the form at an address if nothing were typed: {name: [values]}."""
    return filled(client.get(url))


def filled(response):
    assert response.status_code == 200, response.status_code
    page = html.fromstring(response.content.decode())
    form = next(form for form in page.forms if form.get("id", "").endswith("_form"))
    sent = {}
    for name, value in form.form_values():
        if "__prefix__" not in name:
            sent.setdefault(name, []).append(value)
    return sent


def row(sent, prefix, key):
    """The number of an inline row, by the key of what it shows."""
    return next(
        int(name.split("-")[1])
        for name, values in sent.items()
        if name.startswith(f"{prefix}-") and name.endswith("-id") and values == [str(key)]
    )


def added(sent, prefix, **values):
    """Adds an inline row, as the button does."""
    number = int(sent[f"{prefix}-TOTAL_FORMS"][0])
    sent[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]
    sent |= {f"{prefix}-{number}-{name}": value for name, value in {"id": ""} | values.items()}
    return number


def errors(response):
    """Every sentence with which a form was refused."""
    forms = [response.context["adminform"].form]
    found = []
    for inline in response.context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
        forms += inline.formset.forms
    return found + [message for form in forms for messages in form.errors.values() for message in messages]
