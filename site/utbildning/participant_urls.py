"""Addresses of those who register, below /anmalan/. Mails hold them, so they stay as they are."""

from django.urls import path

from .views import own, records, registering, verify, wishes

urlpatterns = [
    path("tillfalle/<int:pk>/", registering.form, name="form"),
    path("skickat/", registering.sent, name="sent"),
    path("bekrafta/<str:word>/", registering.confirm, name="confirm"),
    path("lank/<str:word>/", own.link, name="link"),
    path("lank/<str:word>/andra/", own.link_edit, name="link_edit"),
    path("lank/<str:word>/avboka/", own.link_cancel, name="link_cancel"),
    path("lank/<str:word>/plats/", own.link_offer, name="link_offer"),
    path("lank/<str:word>/intyg/", records.link_certificate, name="link_certificate"),
    path("ny-lank/", registering.lost_link, name="lost_link"),
    path("mina/", records.mine, name="mine"),
    path("mina/nya-datum/<int:pk>/ta-bort/", wishes.wish_withdraw_own, name="wish_withdraw_own"),
    path("mina/intyg/<str:number>/", records.certificate, name="certificate"),
    path("mina/<uuid:key>/", own.receipt, name="receipt"),
    path("mina/<uuid:key>/andra/", own.edit, name="edit"),
    path("mina/<uuid:key>/avboka/", own.cancel, name="cancel"),
    path("mina/<uuid:key>/plats/", own.offer, name="offer"),
    path("nya-datum/<int:course>/", wishes.wish_form, name="wish_form"),
    path("nya-datum/lank/<str:word>/", wishes.wish, name="wish"),
    path("nya-datum/lank/<str:word>/ta-bort/", wishes.wish_withdraw, name="wish_withdraw"),
    path("intyg/<str:number>/", verify.verify, name="verify"),
]
