"""P8: the shipped settings beside CONN_MAX_AGE=0, on a page people ask for often."""

from collections.abc import Iterator

from django.db import connection
from django.urls import reverse

from ..content import world
from ..measuring import Row, interleaved
from ..requesting import requester


def measure() -> Iterator[Row]:
    world()
    if connection.vendor != "postgresql":
        return
    shipped = connection.settings_dict["CONN_MAX_AGE"]
    ask = requester(reverse("consultations:statements"))

    def with_age(age: int | None):
        def call() -> None:
            connection.settings_dict["CONN_MAX_AGE"] = age
            connection.close_at = None if age else 0
            ask()

        return call

    times = interleaved({"shipped": with_age(shipped), "new connection": with_age(0)}, calls=20)
    connection.settings_dict["CONN_MAX_AGE"] = shipped
    yield Row(
        code="P8",
        what="requests/s with kept connections, against a new one each",
        value=round(times["new connection"].wall_ms / times["shipped"].wall_ms, 2),
        target=1.8,
        at_most=False,
        unit="×",
        detail={"ms": times["shipped"].wall_ms, "new connection ms": times["new connection"].wall_ms},
    )
