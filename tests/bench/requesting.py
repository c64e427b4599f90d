"""Requests as the server makes them: through the WSGI handler with all middleware, without a socket."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.middleware.csrf import _get_new_csrf_string

handler = WSGIHandler()


def signed_in(user) -> str:
    """The cookie header of a session in which this person is signed in, with a CSRF cookie."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={_get_new_csrf_string()}"


def form(data: dict[str, object], *, cookie: str = "") -> bytes:
    """A form as it is sent, with the CSRF token that belongs to the cookie."""
    token = {"csrfmiddlewaretoken": cookie.rsplit("csrftoken=", 1)[1]} if cookie else {}
    return urlencode({**data, **token}).encode()


def requester(path: str, *, cookie: str = "", data: dict | None = None, expect: int = 200) -> Callable[[], bytes]:
    """A call that asks for `path` once and returns the body; AssertionError if the status is not the expected one."""
    body = form(data, cookie=cookie) if data is not None else b""

    def call() -> bytes:
        seen: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET" if data is None else "POST",
            "PATH_INFO": path.split("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": cookie,
            "HTTP_ACCEPT_LANGUAGE": "de",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": BytesIO(body),
            "wsgi.url_scheme": "http",
            "wsgi.errors": BytesIO(),
        }
        response = handler(environ, lambda status, headers: seen.append(status))
        content = b"".join(response)
        response.close()
        if not seen[0].startswith(str(expect)):
            raise AssertionError(f"{path}: {seen[0]} {content[:500]!r}")
        return content

    return call
