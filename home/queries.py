"""What the front page shows: read from the other apps, as the reader may see it, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.rules import Person
from consultations.enums import Visibility
from consultations.models import Consultation
from consultations.queries import listing, statement_story, statements
from consultations.queries.listing import Listed
from consultations.rules import visible_consultations
from positions.enums import Audience, Topic
from positions.models import Statement

PER_TOPIC = 3


@dataclass(frozen=True)
class Open:
    """What is under way: for the acting organisation, for all who may read it, and how much there is that is not named here."""

    ours: list[Listed]
    others: list[Listed]
    among_members: int
    confidential: int


@dataclass(frozen=True)
class TopicShelf:
    topic: Topic
    total: int
    latest: list[Statement]


@dataclass(frozen=True)
class Region:
    name: str
    organisations: list[str]


@dataclass(frozen=True)
class Tongue:
    """A language of the site, and what exists in it. `is_here` marks the one the page is in."""

    code: str
    name: str
    statements: int
    is_here: bool


def front_page(user: Person, organisation: Organisation | None = None) -> dict[str, Any]:
    """Everything the front page needs; `organisation` is the one the reader acts for."""
    now = timezone.now()
    issued = list(statements.readable(user, now))
    public = [statement for statement in issued if statement.audience == Audience.PUBLIC]
    regions = members_by_region()
    return {
        "working_language": settings.LANGUAGE_CODE,
        "open": under_way(user, organisation, now),
        "topics": by_topic(issued),
        "statements_total": len(issued),
        "story": statement_story.story(public[0]) if public else None,
        "regions": regions,
        "members_total": sum(len(region.organisations) for region in regions),
        "tongues": tongues(len(issued)),
    }


def under_way(user: Person, organisation: Organisation | None, now: datetime) -> Open:
    """Open consultations, the nearest deadline first. Those the reader may not see are counted, never named."""
    running = listing.shelf(user, organisation, now).running
    ours = [line for line in running if line.answered is not None]
    hidden = Consultation.objects.open().filter(opened_at__lte=now).exclude(pk__in=visible_consultations(user, now))
    kinds = list(hidden.values_list("visibility", flat=True))
    return Open(
        ours=ours,
        others=[line for line in running if line not in ours],
        among_members=kinds.count(Visibility.MEMBERS),
        confidential=kinds.count(Visibility.PARTICIPANTS),
    )


def by_topic(issued: list[Statement]) -> list[TopicShelf]:
    """The latest of each topic that has any, in the order of the topics."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in issued:
        found[statement.topic].append(statement)
    return [TopicShelf(topic, len(found[topic]), found[topic][:PER_TOPIC]) for topic in Topic if found[topic]]


def members_by_region() -> list[Region]:
    """The members by region and name; those of the whole state come last."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, region in Organisation.objects.members().order_by("name").values_list("name", "region"):
        found[region].append(name)
    return [
        Region(name or _("State-wide"), found[name]) for name in sorted(found, key=lambda name: (not name, name.casefold()))
    ]


def tongues(statements_total: int) -> list[Tongue]:
    """The languages of the site; statements exist in the working language only."""
    here = translation.get_language()
    return [
        Tongue(
            code=code,
            name=translation.get_language_info(code)["name_local"].capitalize(),
            statements=statements_total if code == settings.LANGUAGE_CODE else 0,
            is_here=code == here,
        )
        for code, _name in settings.LANGUAGES
    ]
