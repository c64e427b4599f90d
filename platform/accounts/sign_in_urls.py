"""The addresses of signing in, by the names allauth asks for. What is not listed (sign-up, more addresses) is not offered."""

from allauth.account import views
from django.urls import path, re_path

from .views.sign_in import CodeView, ForgottenView, PasswordView, SignInView

urlpatterns = [
    path("anmelden/", SignInView.as_view(), name="account_login"),
    path("anmelden/", SignInView.as_view(), name="account_request_login_code"),
    path("anmelden/code/", CodeView.as_view(), name="account_confirm_login_code"),
    path("anmelden/passwort/", PasswordView.as_view(), name="account_login_by_password"),
    path("anmelden/passwort/vergessen/", ForgottenView.as_view(), name="account_reset_password"),
    path(
        "anmelden/passwort/unterwegs/",
        views.PasswordResetDoneView.as_view(template_name="accounts/password/asked.html"),
        name="account_reset_password_done",
    ),
    re_path(
        r"^anmelden/passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.PasswordResetFromKeyView.as_view(template_name="accounts/password/set.html"),
        name="account_reset_password_from_key",
    ),
    path(
        "anmelden/passwort/gesetzt/",
        views.PasswordResetFromKeyDoneView.as_view(template_name="accounts/password/done.html"),
        name="account_reset_password_from_key_done",
    ),
    path(
        "anmelden/gesperrt/",
        views.AccountInactiveView.as_view(template_name="accounts/sign_in/locked.html"),
        name="account_inactive",
    ),
    path("abmelden/", views.LogoutView.as_view(template_name="accounts/sign_in/out.html"), name="account_logout"),
]
