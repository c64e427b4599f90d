"""V1, V2: one vote, and a ballot of all votes, with everything they need, beside a bare view that writes one row."""

from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.queries.paper import anchor

from ..content import World, world
from ..measuring import Row, Timing, in_turns
from ..requesting import requester, signed_in
from ..serving import Script, post, served

CLIENTS = 4
# Choices of the graded scale that need no reason, in turns: every request changes the vote.
CHOICES = ("support", "concerns", "abstain")
TRANSACTION = ("BEGIN", "COMMIT")


def measure() -> Iterator[Row]:
    here = world()
    if connection.vendor == "postgresql":
        yield from speed(here)
    yield from statements(here)


def speed(here: World) -> Iterator[Row]:
    seats = [Seat(here, number) for number in range(CLIENTS)]
    bare = [
        [post("/bare-vote/", {"question": 1, "organisation": number, "choice": choice}) for choice in CHOICES]
        for number in range(CLIENTS)
    ]
    votes: list[Script] = [[post(**seat.vote(choice)) for choice in CHOICES] for seat in seats]
    ballots: list[Script] = [[post(**seat.ballot(choice)) for choice in CHOICES] for seat in seats]
    bare_project = served("tests.bench.yardstick.project", "django.core.wsgi:get_wsgi_application()")
    with bare_project as yardstick, served("tests.bench.settings", "config.wsgi") as product:
        times = in_turns(
            {
                "bare": partial(yardstick.burst, bare, requests=120, expect=204),
                "vote": partial(product.burst, votes, requests=120, expect=302),
                "ballot": partial(product.burst, ballots, requests=60, expect=302),
            }
        )
    yield _ratio(times, "V1", "one vote, requests/s against a bare view", "vote", "bare", 0.45)
    yield _ratio(times, "V2", "a ballot of 40 votes, requests/s against one vote", "ballot", "vote", 0.4)


def _ratio(times: dict[str, Timing], code: str, what: str, case: str, yardstick: str, target: float) -> Row:
    ours, theirs = times[case], times[yardstick]
    return Row(
        code=code,
        what=what,
        value=round(theirs.wall_ms / ours.wall_ms, 2),
        target=target,
        at_most=False,
        unit=f"× {yardstick}",
        detail={
            "ms": ours.wall_ms,
            f"{yardstick} ms": theirs.wall_ms,
            "CPU": round(theirs.cpu_ms / ours.cpu_ms, 2),
            "CPU ms": ours.cpu_ms,
            f"{yardstick} CPU ms": theirs.cpu_ms,
        },
    )


def statements(here: World) -> Iterator[Row]:
    seat = Seat(here, CLIENTS)
    one = _counted(lambda choice: requester(**seat.vote(choice), expect=302))
    yield Row(code="V1", what="its SQL statements", value=one, target=9, unit="statements")
    few, all_ = (_counted(lambda choice, n=n: requester(**seat.ballot(choice, n), expect=302)) for n in (4, 40))
    yield Row(code="V2", what="SQL statements of a ballot of 40, against one of 4", value=all_, target=few, unit="statements")


def _counted(request) -> int:
    """Statements of a request that changes every vote it gives, after one with another choice."""
    request(CHOICES[0])()
    with CaptureQueriesContext(connection) as seen:
        request(CHOICES[1])()
    return len([query for query in seen if query["sql"] not in TRANSACTION])


class Seat:
    """A signed-in delegate with what they send; every one of another organisation."""

    def __init__(self, here: World, number: int):
        self.opened = here.opened
        self.organisation = here.organisations[number]
        self.cookie = signed_in(here.delegates[number])

    def vote(self, choice: str) -> dict:
        wording = self.opened.wordings[0]
        address = reverse("consultations:vote", args=[self.opened.consultation.slug, wording.section.key])
        return self._sent(address, {"choice": choice, "reason": "", "digest": wording.digest})

    def ballot(self, choice: str, sections: int | None = None) -> dict:
        said = {}
        for wording in self.opened.wordings[:sections]:
            place = anchor(wording.section.key)
            said |= {f"{place}-choice": choice, f"{place}-reason": "", f"{place}-digest": wording.digest}
        return self._sent(reverse("consultations:ballot", args=[self.opened.consultation.slug]), said)

    def _sent(self, path: str, data: dict) -> dict:
        return {"path": path, "cookie": self.cookie, "data": {**data, "acting_for": self.organisation.slug}}
