"""What is said when something is not there, not allowed, not possible, or broken."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.views import defaults


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_last_resorts_need_nothing(name, django_assert_num_queries, db):
    """They are shown when nothing else can be relied on: no request, no context, no database."""
    with translation.override("en"), django_assert_num_queries(0):
        page = render_to_string(name)
    assert "⟦undefined" not in page
    assert 'href="/static/css/base.css"' in page


def test_the_shipped_server_error_is_ours(db):
    response = defaults.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert 'class="sheet title"' in response.content.decode()


def test_a_refusal_says_why(cast, rf):
    request = rf.get("/")
    request.user, request.session = cast.bo, {}
    with translation.override("en"):
        page = defaults.permission_denied(request, PermissionDenied("Only delegates vote.")).content.decode()
        silent = defaults.permission_denied(request, PermissionDenied()).content.decode()
    assert "Only delegates vote." in page
    assert "Your role does not include it." in silent


def test_an_address_that_leads_nowhere(db, client):
    response = client.get("/gibt/es/nicht/", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert "There is nothing at this address." in response.content.decode()


def test_a_form_that_grew_too_old_is_not_lost(db):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/anmelden/", {"login": "x"}, headers={"accept-language": "en"})
    assert response.status_code == 403
    assert "what you typed is still there" in response.content.decode()
