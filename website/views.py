"""The front door of the site: the way in, search, what a browser keeps, and the pages for what goes wrong."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_path, get_supported_language_variant, override
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe
from django.views.static import serve

from competition.pages.found import found_entries
from conference import published
from conference.pages import programme_page
from conference.views import conference_detail, page
from directory.templatetags.bilingual import bcp47, words
from website import searching
from website.forms import SearchForm


@require_safe
def language_choice(request):
    """The front page in the language that the browser asks for."""
    with override(preferred_language(request.headers.get("Accept-Language", ""))):
        response = HttpResponseRedirect(reverse("website:home"))
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=3600"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def preferred_language(accepted):
    """The first language of an Accept-Language header that the site speaks."""
    for language, _weight in parse_accept_lang_header(accepted):
        try:
            return get_supported_language_variant(language)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


@require_safe
def home(request):
    """The latest conference that is published, or a page that says that there is none yet."""
    slug = published.publication().current
    if slug:
        return conference_detail(request, address=slug)
    response = render(request, "website/empty.html")
    response.is_published_page = True
    return response


@require_safe
@programme_page
def search(request, shown):
    """What is found in a programme and among the entries of the competitions.

    Not a page to keep while the index of the entries is still being written.
    """
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    results = searching.search(shown.programme, query, get_language()) if query else []
    entries, is_current = found_entries(query)
    request.is_not_kept = not is_current
    return page(
        request,
        shown,
        "search",
        folder="website",
        form=form,
        query=query,
        groups=results,
        entries=entries,
        total=sum(group.total for group in [*results, *entries]),
    )


@require_safe
def manifest(request):
    """What a telephone needs to keep the site among its apps."""
    now = published.publication()
    name = str(settings.SITE_NAME)
    if now.current:
        name = words(published.published_programme(now.versions[now.current].digest).conference.name)
    icons = [("icon-180.png", "180x180"), ("icon-512.png", "512x512")]
    response = JsonResponse(
        {
            "name": name,
            "short_name": str(settings.SITE_NAME),
            "lang": bcp47(get_language()),
            "start_url": reverse("website:home"),
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#fdfcfb",
            "theme_color": "#b01048",
            "icons": [
                {"src": staticfiles_storage.url(f"img/{file}"), "sizes": sizes, "type": "image/png"}
                for file, sizes in icons
            ],
        },
        content_type="application/manifest+json",
    )
    response.is_published_page = True
    return response


@require_safe
def service_worker(request):
    """At the root, because a service worker serves only what lies below it."""
    response = HttpResponse(
        (settings.BASE_DIR / "static" / "js" / "service-worker.js").read_bytes(), content_type="text/javascript"
    )
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


@require_safe
def favicon(request):
    """Where browsers look that no page tells of its icon: for a feed, a file, or a PDF."""
    response = HttpResponseRedirect(staticfiles_storage.url("img/icon-180.png"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def page_not_found(request, exception):
    """404, with the sentence of whoever refused where there is one."""
    sentence = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "404.html", {"sentence": sentence}, status=404)


def permission_denied(request, exception):
    return render(request, "403.html", {"sentence": str(exception)}, status=403)


def bad_request(request, exception):
    return broken(request, 400)


def server_error(request):
    return broken(request, 500)


def broken(request, status):
    """The page of a status, from a template that asks neither the database nor the cache.

    In the language of the address, as what went wrong may have done so before anybody looked for the language.
    """
    with override(get_language_from_path(request.path_info) or get_language()):
        return render(request, f"{status}.html", status=status)


@require_safe
def media(request, path):
    """A picture that somebody uploaded, where no web server in front takes this path. Its name is its digest."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
