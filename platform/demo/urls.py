"""Addresses of the demo only."""

from django.urls import path

from . import views

app_name = "demo"

urlpatterns = [
    path("mail/", views.mails, name="mails"),
    path("mail/<str:name>/", views.mail, name="mail"),
    path("mail/<str:name>/html/", views.body, name="mail_body"),
]
