from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from website import feeds, views

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error

urlpatterns = [
    path("", views.language_choice, name="language_choice"),
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemap-<slug:name>.xml", feeds.sitemap_part, name="sitemap_part"),
    path("robots.txt", feeds.robots, name="robots"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    *i18n_patterns(
        path("", include("website.urls")),
        path("", include("competition.urls")),
        path("accounts/", include("directory.urls")),
        path("meetings/", include("matchmaking.urls")),
        path("", include("conference.urls")),
    ),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", views.media, name="media"),
]
