"""P1, P2, P3: the consultation page beside a plain Wagtail page with the same text, and beside itself at other sizes."""

from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ..content import ORGANISATIONS, PARAGRAPHS, SECTIONS, analyse, consultation, delegate_of, world
from ..measuring import Row, interleaved
from ..requesting import requester, signed_in

MANY_COMMENTS = 20_000
SIZES = [(0, 50), (2_000, 50), (2_000, 500), (20_000, 500)]  # comments, organisations


def measure() -> Iterator[Row]:
    yield from speed()
    yield from queries()
    yield from growth()


def speed() -> Iterator[Row]:
    here = world()
    delegate = signed_in(here.delegates[0])
    times = interleaved(
        {
            "W": requester(here.plain.get_url()),
            "anonymous": requester(here.address),
            "delegate": requester(here.address, cookie=delegate),
        }
    )
    plain = times["W"]
    for who, target in (("anonymous", 1.25), ("delegate", 1.6)):
        seen = times[who]
        yield Row(
            code="P1",
            what=f"consultation page, {who}, 2,000 comments, 20,000 votes",
            value=round(seen.wall_ms / plain.wall_ms, 2),
            target=target,
            unit="× W",
            detail={"ms": seen.wall_ms, "W ms": plain.wall_ms, "CPU": round(seen.cpu_ms / plain.cpu_ms, 2)},
        )


def queries() -> Iterator[Row]:
    counts: dict[str, set[int]] = {"anonymous": set(), "delegate": set()}
    for comments, voters in SIZES:
        opened, members = consultation(
            sections=10, comments=comments, voters=voters, prefix=f"n{comments}-{voters}", paragraphs=1
        )
        address = opened.consultation.get_absolute_url()
        for who, cookie in (("anonymous", ""), ("delegate", signed_in(delegate_of(members[0])))):
            counts[who].add(_counted(requester(address, cookie=cookie)))
    for who, target in (("anonymous", 10), ("delegate", 14)):
        yield Row(
            code="P2",
            what=f"its SQL queries, {who}, for all sizes",
            value=max(counts[who]),
            target=target,
            unit="queries",
            detail={"0 to 20,000 comments, 50 and 500 organisations": sorted(counts[who])},
        )


def growth() -> Iterator[Row]:
    """Ten times as many comments on the same paper."""
    few = world()
    opened, members = consultation(
        sections=SECTIONS, comments=MANY_COMMENTS, voters=ORGANISATIONS, prefix="viel", paragraphs=PARAGRAPHS
    )
    many = opened.consultation.get_absolute_url()
    cookies = {"anonymous": ("", ""), "delegate": (signed_in(few.delegates[0]), signed_in(delegate_of(members[0])))}
    analyse()
    for who, (theirs, ours) in cookies.items():
        times = interleaved({"few": requester(few.address, cookie=theirs), "many": requester(many, cookie=ours)}, calls=10)
        yield Row(
            code="P3",
            what=f"the same page, {who}, with 20,000 comments against 2,000",
            value=round(times["many"].wall_ms / times["few"].wall_ms, 2),
            target=1.1,
            unit="×",
            detail={
                "ms": times["many"].wall_ms,
                "2,000 ms": times["few"].wall_ms,
                "CPU": round(times["many"].cpu_ms / times["few"].cpu_ms, 2),
            },
        )


def _counted(call) -> int:
    call()
    with CaptureQueriesContext(connection) as seen:
        call()
    return len(seen)
