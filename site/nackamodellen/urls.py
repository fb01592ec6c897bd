from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.views import my_tasks
from sidor.views import contact

from . import views
from .sitemap import sitemap

handler404 = views.page_not_found
handler403 = views.permission_denied
handler500 = views.server_error

urlpatterns = [
    path("admin/login/", views.admin_login),
    path("admin/", include(wagtailadmin_urls)),
    path("dokument/authenticate_with_password/<int:restriction>/", views.no_shared_passwords),
    path("dokument/", include(wagtaildocs_urls)),
    path("api/innehall/v1/", include("headless.urls")),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/images/(?P<path>.+)$", views.uploaded_image))

urlpatterns += i18n_patterns(
    path("logga-in/", views.LoginView.as_view(), name="login"),
    path("logga-ut/", LogoutView.as_view(), name="logout"),
    path("mina-uppgifter/", my_tasks, name="my_tasks"),
    path("sok/", include("search.urls")),
    path("tillganglighet/kontakt/", contact, name="contact"),
    path("anmalan/", include("utbildning.urls")),
    path("_util/login/", views.admin_login),  # Wagtail's own page counts no tries
    path("_util/authenticate_with_password/<int:restriction>/<int:page>/", views.no_shared_passwords),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
