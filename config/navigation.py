"""What django-unfold shows around the admin: name, colours, and the navigation in the words of the glossary."""

UNFOLD = {
    "SITE_TITLE": "Bloom",
    "SITE_HEADER": "Bloom",
}
