"""Addresses of course leaders, below /anmalan/ledare/."""

from django.urls import path

from .views import attendance, exports, importing, leading, messages

urlpatterns = [
    path("", leading.leading, name="leading"),
    path("n/<str:code>/", attendance.checkin, name="checkin"),
    path("<int:pk>/", leading.participants, name="participants"),
    path("<int:pk>/ny/", leading.add, name="add"),
    path("<int:pk>/importera/", importing.import_people, name="import"),
    path("<int:pk>/export/", exports.export, name="export"),
    path("<int:pk>/meddelande/", messages.message, name="message"),
    path("<int:pk>/narvaro/", attendance.days, name="attendance"),
    path("<int:pk>/narvaro/<int:day>/", attendance.sheet, name="attendance_day"),
    path("<int:pk>/lappar/", attendance.badges, name="badges"),
    path("<int:pk>/platser/", leading.seats, name="seats"),
    path("<int:pk>/utlamnande/", leading.keep, name="hold"),
    path("<int:pk>/stall-in/", leading.cancel, name="cancel_occasion"),
    path("<int:pk>/utskick/<int:mail>/skicka-igen/", leading.resend, name="resend"),
    path("<int:pk>/deltagare/<uuid:key>/avboka/", leading.remove, name="remove"),
    path("<int:pk>/deltagare/<uuid:key>/intyg/", exports.certificate, name="leader_certificate"),
]
