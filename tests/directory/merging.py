"""What two people do who edit the same thing: save, see the collision, choose."""

from django.urls import reverse

from tests.filling import errors, filled


def address(thing, page="change"):
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[thing.pk])


def save(client, url, sent, **changes):
    return client.post(url, sent | changes)


def collisions(response):
    found = response.context["collisions"]
    return [
        (collision.row, collision.label, collision.mine, collision.theirs, str(collision.by)) for collision in found
    ]


def saved(response):
    """The form was taken; otherwise says why not."""
    assert response.status_code == 302, errors(response)
    return True


def choose(response, side):
    sent = filled(response)
    for collision in response.context["collisions"]:
        if collision.choice:
            sent[collision.choice] = f"{side}-{collision.token}"
    return sent
