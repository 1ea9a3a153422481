"""The programme as `schedule.xml` and `schedule.json`, for apps, screens and recording teams."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from conference.exchange import c3voc, frab
from conference.feeds.addresses import site_of
from conference.pages import programme_page


def schedule(write, content_type):
    """The view that writes the programme shown, by one of the writers of `conference.exchange`."""

    def view(request, shown):
        text = write(shown.programme, language=get_language(), site=site_of(shown))
        return HttpResponse(text, content_type=content_type)

    return require_safe(programme_page(view))


schedule_xml = schedule(frab.write, "application/xml; charset=utf-8")
schedule_json = schedule(c3voc.write_v1, "application/json")
schedule_v2_json = schedule(c3voc.write_v2, "application/json")
