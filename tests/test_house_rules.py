"""The habits of this code that a tool can see."""

import ast
import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "website", "matchmaking", "competition", "conference", "directory")
OURS = sorted(
    path
    for package in (*PACKAGES, "tests", "bench", "scripts")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NO_MODULES = {"utils", "helpers", "common", "services", "selectors", "signals"}
INLINE = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "a script that is not a file": r"<script\b(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>",
    "a handler": r"<[^>]*\son[a-z]+\s*=",
    "a javascript: address": r"javascript:",
}


def name(path):
    return str(path.relative_to(ROOT))


def words(template):
    """A template without its comments."""
    text = re.sub(r"{#.*?#}", "", template.read_text(encoding="utf-8"))
    return re.sub(r"{% comment.*?{% endcomment %}", "", text, flags=re.DOTALL)


def test_modules_are_short():
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in OURS}

    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_functions_are_short():
    lengths = {
        f"{name(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in OURS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {function: length for function, length in lengths.items() if length > 40} == {}


def test_modules_are_named_after_what_they_are_about():
    assert [name(path) for path in OURS if path.stem in NO_MODULES or path.parent.name in NO_MODULES] == []


@pytest.mark.parametrize("what", INLINE)
def test_templates_have_nothing_inline(what):
    found = [name(path) for path in TEMPLATES if re.search(INLINE[what], words(path), re.IGNORECASE)]

    assert found == []


def test_the_inline_rules_find_what_they_forbid():
    bad = {
        "a style attribute": '<p class="a" style="color: red">',
        "a style element": "<style>",
        "a script that is not a file": "<script>alert(1)</script>",
        "a handler": '<a href="/" onclick="go()">',
        "a javascript: address": '<a href="javascript:go()">',
    }
    good = '<script src="/a.js"></script><script type="application/ld+json">{}</script><a href="/">on = style</a>'

    assert {what for what, text in bad.items() if re.search(INLINE[what], text)} == set(INLINE)
    assert [what for what in INLINE if re.search(INLINE[what], good)] == []


def our_urls(resolver=None, app_name=""):
    """Every address of our apps that has a name: (app name, pattern)."""
    for entry in (resolver or get_resolver()).url_patterns:
        if not isinstance(entry, URLPattern):
            yield from our_urls(entry, entry.app_name or app_name)
        elif app_name in PACKAGES and entry.name:
            yield app_name, entry


def test_a_url_is_named_as_its_view():
    """What is not a function of a view module, such as a feed of a class, goes by the name of its address alone."""
    wrong = {
        pattern.name: pattern.callback.__name__
        for _app, pattern in our_urls()
        if ".views" in pattern.callback.__module__ and pattern.name != pattern.callback.__name__
    }

    assert [app for app, _pattern in our_urls() if app == "conference"] != []
    assert wrong == {}


def test_a_template_is_named_as_its_view():
    """A page of a view is <app>/<view>.html; the rest of an app's folder starts with an underscore."""
    views = {f"{app}/{pattern.name}.html" for app, pattern in our_urls()} | {"website/empty.html"}
    pages = {
        str(path.relative_to(ROOT / "templates"))
        for app in PACKAGES
        for path in (ROOT / "templates" / app).glob("*.html")
        if not path.name.startswith("_")
    }

    assert sorted(pages - views) == []


@pytest.mark.parametrize("attribute", ["list_display", "list_filter", "search_fields", "autocomplete_fields"])
def test_every_admin_says_what_it_lists(attribute):
    """Each of our admin classes says it itself, or its own base class does: Django's default is no decision."""
    silent = [
        type(model_admin).__name__
        for model, model_admin in admin.site._registry.items()
        if model.__module__.split(".")[0] in PACKAGES
        and not any(
            attribute in vars(kind) for kind in type(model_admin).__mro__ if kind.__module__.split(".")[0] in PACKAGES
        )
    ]

    assert silent == []


def test_every_admin_joins_what_it_lists():
    """`list_select_related` is a tuple: True would join everything, False nothing."""
    wrong = [
        type(model_admin).__name__
        for model, model_admin in admin.site._registry.items()
        if model.__module__.split(".")[0] in PACKAGES and not isinstance(model_admin.list_select_related, tuple)
    ]

    assert wrong == []
