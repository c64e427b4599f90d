"""V1: one vote with everything a vote needs, beside a bare view that writes one row."""

from collections.abc import Iterator
from itertools import count

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ..content import world
from ..measuring import Row, interleaved
from ..requesting import requester, signed_in

# Choices of the graded scale that need no reason, in turns: every request changes the vote.
CHOICES = ("support", "concerns", "abstain")


def measure() -> Iterator[Row]:
    here = world()
    turn = count()
    organisation, wording = here.organisations[0], here.opened.wordings[0]
    address = reverse("consultations:vote", args=[here.opened.consultation.slug, wording.section.key])
    cookie = signed_in(here.delegate)
    votes = [
        requester(
            address,
            cookie=cookie,
            data={"acting_for": organisation.slug, "choice": choice, "reason": "", "digest": wording.digest},
            expect=302,
        )
        for choice in CHOICES
    ]
    bare = [
        requester("/bench/bare-vote/", data={"question": 1, "organisation": 1, "choice": choice}, expect=204)
        for choice in CHOICES
    ]

    def vote() -> None:
        votes[next(turn) % len(votes)]()

    times = interleaved({"bare": lambda: bare[next(turn) % len(bare)](), "vote": vote}, calls=30)
    yield Row(
        code="V1",
        what="one vote, requests/s against a bare view",
        value=round(times["bare"].wall_ms / times["vote"].wall_ms, 2),
        target=0.45,
        at_most=False,
        unit="× bare",
        detail={
            "ms": times["vote"].wall_ms,
            "bare ms": times["bare"].wall_ms,
            "CPU": round(times["bare"].cpu_ms / times["vote"].cpu_ms, 2),
        },
    )
    with CaptureQueriesContext(connection) as seen:
        vote()
    statements = [query["sql"] for query in seen if query["sql"] not in ("BEGIN", "COMMIT")]
    yield Row(code="V1", what="its SQL statements", value=len(statements), target=9, unit="statements")
