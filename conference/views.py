"""The public pages of a programme. Each shows what `programme_page` found at the address, and asks for nothing more."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from conference.pages import programme_page


@require_safe
@programme_page
def conference_detail(request, shown):
    return render(request, "conference/conference_detail.html", {"shown": shown, "programme": shown.programme})


@require_safe
@programme_page
def agenda(request, shown):
    return render(request, "conference/agenda.html", {"shown": shown, "programme": shown.programme})
