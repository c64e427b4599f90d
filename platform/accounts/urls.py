"""Addresses about a person's own account. German paths, English names."""

from django.urls import path

from .views import account, choices, invitations, organisation

app_name = "accounts"

urlpatterns = [
    path("konto/", account.AccountView.as_view(), name="account"),
    path("konto/einladen/", account.InviteView.as_view(), name="invite"),
    path("organisation/<slug:slug>/", organisation.Declare.as_view(), name="declare"),
    path("organisation/<slug:slug>/vertretung/", organisation.AppointStandIn.as_view(), name="stand_in"),
    path("organisation/<slug:slug>/rollen/<int:pk>/beenden/", organisation.EndRole.as_view(), name="end_role"),
    path("einladung/<str:token>/", invitations.InvitationView.as_view(), name="invitation"),
    path("handeln-fuer/", choices.act_for, name="act_for"),
    path("sprache/", choices.language, name="language"),
]
