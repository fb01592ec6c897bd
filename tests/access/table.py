"""Who gets what where. A new address without a line here fails a test.

Each line: what it covers (the name of a pattern or of a page type), the address, the answers. An answer is a
status, or where a redirect leads: ``login``, ``admin`` (Wagtail's way of saying no), ``on`` (anywhere else).
One answer stands for everybody; else there is one for each role, in the order of ROLES.
"""

ROLES = ("anonymous", "staff", "editor", "model_manager", "training_manager", "admin")

ALL = ["200"]
SIGNED_IN = ["login", "200", "200", "200", "200", "200"]
IN_ADMIN = ["login", "login", "200", "200", "200", "200"]
WRITERS = ["login", "login", "200", "200", "admin", "200"]
MANAGERS = ["login", "login", "admin", "200", "admin", "200"]
TRAINERS = ["login", "login", "admin", "admin", "200", "200"]
ON_COURSES = ["login", "login", "admin", "200", "200", "200"]
ADMIN_ONLY = ["login", "login", "admin", "admin", "admin", "200"]
# What was published is kept: the administrator gets a sentence where it stands, the others may not ask at all.
NOBODY = ["login", "login", "admin", "admin", "admin", "on"]

# Wagtail's forms for a shared password, which this site does not have.
PASSWORDS = (
    "_util/authenticate_with_password/<int:restriction>/<int:page>/",
    "dokument/authenticate_with_password/<int:restriction>/",
)
# A course's leader is none of the six roles here: tests/utbildning/test_lead_access.py has that table, with all methods.
MAY_SEE = ["login", "404", "404", "200", "200", "200"]
MAY_ACT = ["login", "404", "404", "403", "200", "200"]
SENDS = ["login", "404", "404", "403", "on", "on"]  # a GET, as after the log-in, leads back to the list
REMOVES = ["login", "404", "404", "403", "404", "404"]
NO_SUCH = ["login", "404", "404", "404", "404", "404"]
OF_SOMEBODY = ["login", *["404"] * 5]
KEY, LED = "00000000-0000-4000-8000-000000000000", "anmalan/ledare/"
COURSES = [
    ("anmalan/tillfalle/<int:pk>/", "/anmalan/tillfalle/{occasion}/", ALL),
    ("anmalan/tillfalle/<int:pk>/", "/en/anmalan/tillfalle/{occasion}/", ALL),
    ("anmalan/tillfalle/<int:pk>/", "/anmalan/tillfalle/999999/", ["404"]),
    ("anmalan/skickat/", "/anmalan/skickat/", ALL),
    ("anmalan/bekrafta/<str:word>/", "/anmalan/bekrafta/fel/", ["404"]),
    ("anmalan/lank/<str:word>/", "/anmalan/lank/fel/", ["404"]),
    ("anmalan/lank/<str:word>/andra/", "/anmalan/lank/fel/andra/", ["404"]),
    ("anmalan/lank/<str:word>/avboka/", "/anmalan/lank/fel/avboka/", ["404"]),
    ("anmalan/lank/<str:word>/plats/", "/anmalan/lank/fel/plats/", ["404"]),
    ("anmalan/lank/<str:word>/intyg/", "/anmalan/lank/fel/intyg/", ["404"]),
    ("anmalan/ny-lank/", "/anmalan/ny-lank/", ALL),
    ("anmalan/mina/", "/anmalan/mina/", SIGNED_IN),
    ("anmalan/mina/nya-datum/<int:pk>/ta-bort/", "/anmalan/mina/nya-datum/999999/ta-bort/", ["login", *["on"] * 5]),
    ("anmalan/mina/intyg/<str:number>/", "/anmalan/mina/intyg/FEL/", OF_SOMEBODY),
    ("anmalan/mina/<uuid:key>/", f"/anmalan/mina/{KEY}/", OF_SOMEBODY),
    ("anmalan/mina/<uuid:key>/andra/", f"/anmalan/mina/{KEY}/andra/", OF_SOMEBODY),
    ("anmalan/mina/<uuid:key>/avboka/", f"/anmalan/mina/{KEY}/avboka/", OF_SOMEBODY),
    ("anmalan/mina/<uuid:key>/plats/", f"/anmalan/mina/{KEY}/plats/", OF_SOMEBODY),
    ("anmalan/nya-datum/<int:course>/", "/anmalan/nya-datum/{course}/", ALL),
    ("anmalan/nya-datum/<int:course>/", "/anmalan/nya-datum/{home}/", ["404"]),
    ("anmalan/nya-datum/lank/<str:word>/", "/anmalan/nya-datum/lank/fel/", ["404"]),
    ("anmalan/nya-datum/lank/<str:word>/ta-bort/", "/anmalan/nya-datum/lank/fel/ta-bort/", ["404"]),
    ("anmalan/intyg/<str:number>/", "/anmalan/intyg/FEL/", ["404"]),
    (LED, "/anmalan/ledare/", SIGNED_IN),
    (f"{LED}n/<str:code>/", "/anmalan/ledare/n/fel/", NO_SUCH),
    (f"{LED}<int:pk>/", "/anmalan/ledare/{occasion}/", MAY_SEE),
    (f"{LED}<int:pk>/", "/en/anmalan/ledare/{occasion}/", MAY_SEE),
    (f"{LED}<int:pk>/", "/anmalan/ledare/999999/", NO_SUCH),
    (f"{LED}<int:pk>/ny/", "/anmalan/ledare/{occasion}/ny/", MAY_ACT),
    (f"{LED}<int:pk>/importera/", "/anmalan/ledare/{occasion}/importera/", MAY_ACT),
    (f"{LED}<int:pk>/export/", "/anmalan/ledare/{occasion}/export/", MAY_SEE),
    (f"{LED}<int:pk>/meddelande/", "/anmalan/ledare/{occasion}/meddelande/", MAY_ACT),
    (f"{LED}<int:pk>/narvaro/", "/anmalan/ledare/{occasion}/narvaro/", ["login", "404", "404", "on", "on", "on"]),
    (f"{LED}<int:pk>/narvaro/<int:day>/", "/anmalan/ledare/{occasion}/narvaro/{day}/", MAY_SEE),
    (f"{LED}<int:pk>/lappar/", "/anmalan/ledare/{occasion}/lappar/", MAY_SEE),
    (f"{LED}<int:pk>/platser/", "/anmalan/ledare/{occasion}/platser/", MAY_ACT),
    (f"{LED}<int:pk>/utlamnande/", "/anmalan/ledare/{occasion}/utlamnande/", MAY_ACT),
    (f"{LED}<int:pk>/stall-in/", "/anmalan/ledare/{occasion}/stall-in/", MAY_ACT),
    (f"{LED}<int:pk>/utskick/<int:mail>/skicka-igen/", "/anmalan/ledare/{occasion}/utskick/1/skicka-igen/", SENDS),
    (f"{LED}<int:pk>/deltagare/<uuid:key>/avboka/", f"/anmalan/ledare/{{occasion}}/deltagare/{KEY}/avboka/", REMOVES),
    (f"{LED}<int:pk>/deltagare/<uuid:key>/intyg/", f"/anmalan/ledare/{{occasion}}/deltagare/{KEY}/intyg/", NO_SUCH),
]
API = "api/innehall/v1/"
# A session counts for nothing here: who signed in gets what everybody gets. Readers' tokens: tests/headless/test_leaks.py.
CONTENT = [
    (API, f"/{API}", ALL),
    (f"{API}openapi.json", f"/{API}openapi.json", ALL),
    (f"{API}pages/", f"/{API}pages/", ALL),
    (f"{API}pages/by-path/", f"/{API}pages/by-path/?path=/nyheter/", ALL),
    (f"{API}pages/by-path/", f"/{API}pages/by-path/?path=/nyheter/utkast/", ["404"]),
    (f"{API}pages/by-path/", f"/{API}pages/by-path/?path=/nyheter/inloggade/", ["404"]),
    (f"{API}pages/<int:pk>/", f"/{API}pages/{{news_index}}/", ALL),
    (f"{API}pages/<int:pk>/", f"/{API}pages/999999/", ["404"]),
    (f"{API}pages/<int:pk>/preview/", f"/{API}pages/{{news_index}}/preview/", ["401"]),  # no session opens a draft
    (f"{API}pages/gone/", f"/{API}pages/gone/", ["422"]),  # since when must be said
    (f"{API}sitemap/", f"/{API}sitemap/", ALL),
    (f"{API}navigation/", f"/{API}navigation/", ALL),
    (f"{API}locales/", f"/{API}locales/", ALL),
    (f"{API}redirects/", f"/{API}redirects/", ALL),
    (f"{API}site/", f"/{API}site/", ALL),
    (f"{API}drawings/one-object/", f"/{API}drawings/one-object/", ALL),
    (f"{API}drawings/object-map/", f"/{API}drawings/object-map/?only=XXX", ["404"]),
    (f"{API}terms/", f"/{API}terms/", ALL),
    (f"{API}terms/<uid>/", f"/{API}terms/finns-inte/", ["404"]),
    (f"{API}roles/", f"/{API}roles/", ALL),
    (f"{API}roles/<code>/", f"/{API}roles/object_owner/", ALL),
    (f"{API}templates/", f"/{API}templates/", ALL),
    (f"{API}templates/<uid>/", f"/{API}templates/finns-inte/", ["404"]),
    (f"{API}year-wheel/", f"/{API}year-wheel/", ALL),
    (f"{API}calendar/", f"/{API}calendar/", ALL),
    (f"{API}calendar/upcoming/", f"/{API}calendar/upcoming/", ALL),
    (f"{API}calendar/wheel/", f"/{API}calendar/wheel/", ALL),
    (f"{API}calendar/line/", f"/{API}calendar/line/", ALL),
    (f"{API}news/", f"/{API}news/", ALL),
    (f"{API}objects/", f"/{API}objects/", ALL),
    (f"{API}objects/<code>/", f"/{API}objects/UTB/", ALL),
    (f"{API}courses/", f"/{API}courses/", ALL),
    (f"{API}courses/<int:pk>/", f"/{API}courses/{{course}}/", ALL),
    (f"{API}courses/<int:pk>/dates/<slug>/", f"/{API}courses/{{course}}/dates/finns-inte/", ["404"]),
    (f"{API}search/", f"/{API}search/?q=plan", ALL),
    (f"{API}search/suggestions/", f"/{API}search/suggestions/?q=pl", ALL),
    (rf"{API}^[\s\S]*$", f"/{API}finns-inte/", ["404"]),
]
VIEWS = [
    *COURSES,
    *CONTENT,
    ("logga-in/", "/logga-in/", ALL),
    ("logga-in/", "/en/logga-in/", ALL),
    ("logga-ut/", "/logga-ut/", ["405"]),
    ("mina-uppgifter/", "/mina-uppgifter/", SIGNED_IN),
    ("mina-uppgifter/", "/en/mina-uppgifter/", SIGNED_IN),
    ("sok/", "/sok/", ALL),
    ("sok/", "/en/sok/?q=plan", ALL),
    ("sok/forslag/", "/sok/forslag/?q=pl", ALL),
    ("sok/klick/", "/sok/klick/", ["405"]),
    ("tillganglighet/kontakt/", "/tillganglighet/kontakt/", ALL),
    ("tillganglighet/kontakt/", "/en/tillganglighet/kontakt/", ALL),
    ("sitemap.xml", "/sitemap.xml", ALL),
    ("robots.txt", "/robots.txt", ALL),
    ("favicon.ico", "/favicon.ico", ALL),
    ("^media/images/(?P<path>.+)$", "/media/images/finns-inte.png", ["404"]),
    ("^media/images/(?P<path>.+)$", "/media/images/../documents/hemligt.txt", ["400"]),
    ("^media/images/(?P<path>.+)$", "/media/documents/hemligt.txt", ["404"]),
    ("dokument/*", "/dokument/{public}", ALL),
    ("dokument/*", "/dokument/{private}", SIGNED_IN),
    ("dokument/*", "/dokument/{private}-annat-namn", ["404"]),
    ("dokument/*", "/dokument/999999/finns-inte.txt", ["404"]),
    ("*", "/finns-inte/", ["404"]),
    ("*", "/en/finns-inte/", ["404"]),
    (PASSWORDS[0], "/_util/authenticate_with_password/1/1/", ["404"]),
    (PASSWORDS[1], "/dokument/authenticate_with_password/1/", ["404"]),
    ("_util/login/", "/_util/login/", ["login"]),
    ("admin/login/", "/admin/login/", ["login"]),
]
ADMIN = [
    ("admin/*", "/admin/", IN_ADMIN),
    ("admin/*", "/admin/pages/", ["login", "login", "on", "on", "on", "200"]),  # to where each may edit
    ("admin/*", "/admin/pages/{home}/", ["login", "login", "200", "200", "on", "200"]),
    ("admin/*", "/admin/pages/{home}/edit/", WRITERS),
    ("admin/*", "/admin/pages/{news_index}/edit/", WRITERS),
    ("admin/*", "/admin/pages/{course_index}/edit/", IN_ADMIN),
    ("admin/*", "/admin/pages/add/nyheter/newspage/{news_index}/", WRITERS),
    ("admin/*", "/admin/pages/add/utbildning/coursepage/{course_index}/", IN_ADMIN),
    ("admin/*", "/admin/pages/{news_index}/delete/", NOBODY),
    ("admin/*", "/admin/pages/{news_index}/unpublish/", WRITERS),
    ("admin/*", "/admin/pages/{course_index}/unpublish/", IN_ADMIN),
    ("admin/*", "/admin/pages/{news_index}/history/", WRITERS),
    ("admin/*", "/admin/pages/{news_index}/privacy/", WRITERS),
    ("admin/*", "/admin/search_synonyms/", WRITERS),
    ("admin/*", "/admin/search_picks/", WRITERS),
    ("admin/*", "/admin/search_report/", WRITERS),
    ("admin/*", "/admin/search_explain/?q=plan", WRITERS),
    ("admin/*", "/admin/search_weights/edit/1/", MANAGERS),
    ("admin/*", "/admin/snippets/modellen/term/", WRITERS),
    ("admin/*", "/admin/snippets/modellen/term/add/", WRITERS),
    ("admin/*", "/admin/snippets/modellen/term/edit/{term}/", WRITERS),
    ("admin/*", "/admin/snippets/modellen/term/delete/{term}/", NOBODY),
    ("admin/*", "/admin/snippets/modellen/templateitem/", WRITERS),
    ("admin/*", "/admin/snippets/modellen/templateitem/edit/{template}/", WRITERS),
    ("admin/*", "/admin/snippets/modellen/yearwheelevent/", WRITERS),
    ("admin/*", "/admin/snippets/modellen/yearwheelevent/edit/{event}/", WRITERS),
    ("admin/*", "/admin/images/", IN_ADMIN),
    ("admin/*", "/admin/images/add/", IN_ADMIN),
    ("admin/*", "/admin/documents/", IN_ADMIN),
    ("admin/*", "/admin/documents/multiple/add/", IN_ADMIN),
    ("admin/*", "/admin/contact_messages/", MANAGERS),
    ("admin/*", "/admin/settings/nackamodellen/sitesettings/{site}/", MANAGERS),
    ("admin/*", "/admin/redirects/", MANAGERS),
    ("admin/*", "/admin/course_dates/", ON_COURSES),
    ("admin/*", "/admin/course_dates/results/?course={course}", ON_COURSES),
    ("admin/*", "/admin/course_dates/new/?course={course}", TRAINERS),
    ("admin/*", "/admin/course_dates/edit/{occasion}/", TRAINERS),
    ("admin/*", "/admin/course_dates/delete/{occasion}/", TRAINERS),
    ("admin/*", "/admin/course_dates/history/{occasion}/", TRAINERS),
    ("admin/*", "/admin/course_questions/", TRAINERS),
    ("admin/*", "/admin/course_questions/new/", TRAINERS),
    ("admin/*", "/admin/course_questions/edit/{question}/", TRAINERS),
    ("admin/*", "/admin/course_questions/delete/{question}/", TRAINERS),
    ("admin/*", "/admin/front/{home}/", ["login", "login", "404", "404", "404", "404"]),  # no front end is named
    ("admin/*", "/admin/reader_tokens/", ADMIN_ONLY),
    ("admin/*", "/admin/reader_tokens/new/", ADMIN_ONLY),
    ("admin/*", "/admin/reader_tokens/edit/{token}/", ADMIN_ONLY),
    ("admin/*", "/admin/reader_tokens/delete/{token}/", ADMIN_ONLY),
    ("admin/*", "/admin/reader_tokens/history/{token}/", ADMIN_ONLY),
    ("admin/*", "/admin/webhook_endpoints/", ADMIN_ONLY),
    ("admin/*", "/admin/webhook_endpoints/new/", ADMIN_ONLY),
    ("admin/*", "/admin/webhook_endpoints/edit/{webhook}/", ADMIN_ONLY),
    ("admin/*", "/admin/webhook_endpoints/delete/{webhook}/", ADMIN_ONLY),
    ("admin/*", "/admin/webhook_endpoints/history/{webhook}/", ADMIN_ONLY),
    ("admin/*", "/admin/webhook_endpoints/renew/{webhook}/", ADMIN_ONLY),
    ("admin/*", "/admin/webhook_endpoints/test/{webhook}/", ADMIN_ONLY),
    ("admin/*", "/admin/webhook_deliveries/", ADMIN_ONLY),
    ("admin/*", "/admin/webhook_deliveries/show/{delivery}/", ADMIN_ONLY),
    ("admin/*", "/admin/users/", ADMIN_ONLY),
    ("admin/*", "/admin/groups/", ADMIN_ONLY),
    ("admin/*", "/admin/sites/", ADMIN_ONLY),
    ("admin/*", "/admin/locales/", ADMIN_ONLY),
    ("admin/*", "/admin/collections/", ADMIN_ONLY),
    ("admin/*", "/admin/workflows/list/", ADMIN_ONLY),
]
PAGES = [
    ("home.HomePage", "/", ALL),
    ("home.HomePage", "/en/", ["404"]),
    ("modellen.ModelPage", "/modellen/", ALL),
    ("modellen.RoleIndexPage", "/roller/", ALL),
    ("modellen.RoleGuidePage", "/roller/objektagare/", ALL),
    ("modellen.GlossaryPage", "/ordlista/", ALL),
    ("modellen.TemplateLibraryPage", "/mallar/", ALL),
    ("modellen.YearWheelPage", "/arshjul/", ALL),
    ("modellen.YearWheelPage calendar_file", "/arshjul/kalender/", ALL),
    ("nyheter.NewsIndexPage", "/nyheter/", ALL),
    ("nyheter.NewsIndexPage feed", "/nyheter/flode/", ALL),
    ("nyheter.NewsPage", "/nyheter/nytt/", ALL),
    ("nyheter.NewsPage", "/nyheter/utkast/", ["404"]),
    ("nyheter.NewsPage", "/nyheter/inloggade/", SIGNED_IN),
    ("objektsidor.ObjectIndexPage", "/objekt/", ALL),
    ("objektsidor.ObjectPage", "/objekt/larande/", ALL),
    ("utbildning.CourseIndexPage", "/utbildning/", ALL),
    ("utbildning.CoursePage", "/utbildning/grundutbildning/", ALL),
    ("utbildning.CoursePage occasion", "/utbildning/grundutbildning/{date}/", ALL),
    ("utbildning.CoursePage occasion", "/utbildning/grundutbildning/1999-01-01/", ["404"]),
    ("utbildning.CoursePage occasion_calendar", "/utbildning/grundutbildning/{date}/kalender/", ALL),
    ("sidor.StandardPage", "/kontakt/", ALL),
    ("sidor.AccessibilityStatementPage", "/tillganglighet/", ["404"]),  # a draft until somebody has looked
]


def answers_of(line):
    """{role: answer} of a line of one of the tables."""
    answers = line[2]
    return dict(zip(ROLES, answers * len(ROLES) if len(answers) == 1 else answers, strict=True))
