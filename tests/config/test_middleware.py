"""The policy that is built once is django-csp's."""

from csp.utils import build_policy


def test_pages_carry_the_policy(client, db):
    assert client.get("/stellungnahmen/").headers["Content-Security-Policy"] == build_policy()


def test_the_admin_has_none(client, cast):
    client.force_login(cast.ada)
    assert "Content-Security-Policy" not in client.get("/admin/").headers
