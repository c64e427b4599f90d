"""V3: the tally as the page reads it, beside the raw query that counts the votes."""

from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.models import Consultation, Tally
from consultations.queries import counting
from consultations.queries.paper import add_sums, paper_on_page
from consultations.queries.place import place_of

from ..content import world
from ..measuring import Row, interleaved

GROUP_BY = """
SELECT question_id, choice, count(*) FROM consultations_vote
WHERE question_id IN (SELECT id FROM consultations_question WHERE consultation_id = %s) GROUP BY question_id, choice
"""


def measure() -> Iterator[Row]:
    here = world()
    consultation = here.opened.consultation
    place = place_of(here.delegates[0], consultation, here.organisations[0], here.opened.version.issued_at)
    sections = paper_on_page(consultation, place).sections

    def stored() -> None:
        add_sums(sections, consultation)

    times = interleaved({"stored": stored, "GROUP BY": lambda: _grouped(consultation)}, calls=20)
    ours, theirs = times["stored"], times["GROUP BY"]
    yield Row(
        code="V3",
        what="the tally of 20,000 votes, stored, against counting them",
        value=round(ours.wall_ms / theirs.wall_ms, 2),
        target=0.2,
        unit="× GROUP BY",
        detail={"ms": ours.wall_ms, "GROUP BY ms": theirs.wall_ms, "CPU, without the database's": ours.cpu_ms},
    )
    with CaptureQueriesContext(connection) as seen:
        stored()
    yield Row(code="V3", what="its SQL queries", value=len(seen), target=1, unit="queries")
    yield Row(code="V3", what="tallies that a recount would change", value=_wrong(consultation), target=0, unit="tallies")


def _grouped(consultation: Consultation) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(GROUP_BY, [consultation.pk])
        return cursor.fetchall()


def _wrong(consultation: Consultation) -> int:
    found = {count.question.pk: count.choices for count in counting.recount(consultation)}
    stored = Tally.objects.filter(question__consultation=consultation)
    return sum(
        found[tally.question_id][tally.choice] != {"organisations": tally.organisations, "votes": tally.votes}
        for tally in stored
    )
