"""Anchors when a version is issued: placed, confirmed, orphaned, never left pending; and pointed elsewhere by hand."""

from uuid import uuid4

import pytest

from consultations.actions import anchors, comments, consultations, versions
from consultations.anchors import Quotation
from consultations.enums import CommentVisibility, Landing
from consultations.models import AnchorPlace, SectionComment
from consultations.phases import PhaseKind
from positions.actions import versions as papers
from positions.enums import Change

from .. import building
from .test_versions import rewrite

PLACED, MOVED, ORPHANED = Landing.PLACED, Landing.MOVED, Landing.ORPHANED
THEN = "Die Frist beträgt drei Monate."
pytestmark = [pytest.mark.usefixtures("_english"), pytest.mark.promise(1)]


@pytest.fixture
def consultation(cast, now):
    """In its vote, with both organisations; "Fristen" says THEN."""
    paper = rewrite(building.paper(), {"Fristen": THEN})
    made = building.consultation(now=now, paper=paper, timetable=[(PhaseKind.VOTE, -building.HOUR, building.DAY)])
    made.participations.create(organisation=cast.birch)
    made.participations.create(organisation=cast.cedar)
    return consultations.open_(consultation=made, by=cast.ada, now=now)


@pytest.fixture
def comment(cast, consultation, now):
    def comment(words="drei Monate", **said) -> SectionComment:
        section = consultation.version.wordings.select_related("section").get(heading="Fristen").section
        said = {"organisation": cast.birch, "by": cast.bea, "section": section, "token": uuid4(), "text": "Zu kurz.", **said}
        return comments.post(consultation=consultation, quotation=Quotation(words), now=now, **said)

    return comment


@pytest.fixture
def issue(cast, consultation, now):
    """The section "Fristen" as it reads in the next version; none takes it out."""

    def issue(*paragraphs, confirmed=None):
        paper = rewrite(consultation.paper, {"Fristen": "</p><p>".join(paragraphs), "Neu": f"Fassung {uuid4().hex}"})
        consultation.refresh_from_db()
        changed = consultation.version.wordings.filter(heading__in=["Fristen", "Neu"]).select_related("section")
        kept = {w.section.key for w in changed if w.heading == "Neu" or (paragraphs and w.text != "\n".join(paragraphs))}
        marks = dict.fromkeys(kept, Change.SUBSTANTIVE)
        return versions.issue_paper(paper=paper, marks=marks, confirmed=confirmed or {}, by=cast.ada, now=now)

    return issue


def places(comment) -> list[tuple]:
    """Landing, words there and whether somebody confirmed it, by version."""
    rows = AnchorPlace.objects.filter(anchor__comment=comment).order_by("version__number").select_related("wording")
    return [(r.landing, r.wording and r.wording.text[r.start : r.start + r.length], r.confirmed_by is not None) for r in rows]


def test_a_paragraph_above_leaves_the_comment_on_its_own_text(comment, issue):
    one = comment()
    version = issue("Vorab gesagt: drei Sätze.", THEN)
    assert places(one) == [(PLACED, "drei Monate", False)]
    assert AnchorPlace.objects.get().start == version.wordings.get(heading="Fristen").text.rindex("drei Monate")


def test_a_look_alike_elsewhere_orphans_it(comment, issue):
    one = comment()
    issue("Die Frist entfällt.", "Der Kurs dauert drei Monate.")
    assert places(one) == [(ORPHANED, None, False)]


def test_what_is_in_doubt_is_where_a_person_confirms_it(cast, comment, issue):
    one = comment()
    text = "Die Frist beträgt etwa drei Monate."
    issue(text, confirmed={one.anchor.pk: text.index("drei")})
    assert places(one) == [(MOVED, "drei Monate", True)]
    assert AnchorPlace.objects.get().confirmed_by == cast.ada.actor.token


@pytest.mark.parametrize(("said", "by_person"), [({}, False), (None, True), (3, True)])
def test_what_nobody_confirms_is_orphaned(comment, issue, said, by_person):
    one = comment()
    issue("Die Frist beträgt etwa drei Monate.", confirmed=said if said == {} else {one.anchor.pk: said})
    assert places(one) == [(ORPHANED, None, by_person)]


def test_without_its_section_it_is_orphaned_and_the_record_counts(cast, consultation, comment, issue):
    one, whole = comment(), comment("")
    issue()
    assert (places(one), places(whole)) == ([(ORPHANED, None, False)], [])
    assert consultation.record.get(kind="version_issued").facts["anchors"] == {"orphaned": 1}


def test_versions_follow_each_other_from_the_last_place(comment, issue):
    one = comment()
    second = "Die Frist beträgt etwa drei Monate."
    issue(second, confirmed={one.anchor.pk: second.index("drei")})
    issue("Vorab.", second)
    issue("Vorab.", second)
    assert [landing for landing, _, _ in places(one)] == [MOVED, PLACED, PLACED]


def test_an_orphan_stays_one_until_its_words_come_back_and_a_person_says_so(comment, issue):
    one = comment()
    issue("Die Frist entfällt.")
    issue("Die Frist entfällt.")
    issue(THEN)
    issue("Die Frist entfällt.")
    issue(THEN, confirmed={one.anchor.pk: THEN.index("drei")})
    assert [landing for landing, _, _ in places(one)] == [ORPHANED, ORPHANED, ORPHANED, ORPHANED, MOVED]


def test_what_is_written_inside_an_organisation_is_carried_too(cast, comment, issue):
    one = comment(by=cast.emil, visibility=CommentVisibility.ORGANISATION)
    issue("Vorab.", THEN)
    assert places(one) == [(PLACED, "drei Monate", False)]


def test_a_version_without_the_consultation_moves_nothing(cast, consultation, comment, now):
    one = comment()
    paper = rewrite(consultation.paper, {"Fristen": "Die Frist entfällt."})
    papers.issue(paper=paper, marks={one.section.key: Change.SUBSTANTIVE}, by=cast.ada, now=now)
    assert places(one) == []


# --- By hand --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def reattach(cast, now):
    def reattach(comment, words="sechs Wochen", **said):
        said = {"organisation": cast.birch, "by": cast.bea, "now": now, **said}
        return anchors.reattach(comment=comment, quotation=Quotation(words), **said)

    return reattach


def test_an_orphan_is_pointed_at_other_words_and_keeps_its_thread(cast, comment, issue, reattach):
    one = comment()
    answer = comment("", parent=one, text="Finden wir auch.")
    issue("Die Frist beträgt jetzt sechs Wochen.")
    assert reattach(one).confirmed_by == cast.bea.actor.token
    assert places(one) == [(MOVED, "sechs Wochen", True)]
    answer.refresh_from_db()
    assert (answer.parent_id, answer.thread_id) == (one.pk, one.pk)
    one.anchor.refresh_from_db()
    assert one.anchor.quote == "drei Monate"
    issue("Vorab.", "Die Frist beträgt jetzt sechs Wochen.")
    assert places(one)[-1] == (PLACED, "sechs Wochen", False)


def test_the_secretariat_points_it_elsewhere_too(cast, comment, issue, reattach):
    one = comment()
    issue("Die Frist beträgt jetzt sechs Wochen.")
    reattach(one, organisation=cast.federation, by=cast.ada)
    assert places(one) == [(MOVED, "sechs Wochen", True)]


def test_who_may_not(cast, comment, issue, reattach):
    one, inner = comment(), comment(by=cast.emil, visibility=CommentVisibility.ORGANISATION, text="Intern.")
    issue("Die Frist beträgt jetzt sechs Wochen.")
    for name, person in cast.everyone().items():
        for own, entitled in ((one, {"bea", "farid"}), (inner, {"bea", "emil", "farid"})):
            if name != "nobody" and name not in entitled:
                with pytest.raises(anchors.NotEntitled):
                    reattach(own, by=person)
    with pytest.raises(anchors.NotEntitled):
        reattach(one, organisation=cast.cedar, by=cast.cem)
    with pytest.raises(anchors.NotEntitled):
        reattach(inner, organisation=cast.federation, by=cast.ada)
    assert (places(one), places(inner)) == ([(ORPHANED, None, False)], [(ORPHANED, None, False)])


def test_not_after_the_close_not_at_words_that_are_not_there_not_while_it_has_its_place(
    cast, consultation, comment, issue, reattach, now
):
    one = comment()
    with pytest.raises(anchors.NotLost):
        reattach(one, "Die Frist")
    issue("Die Frist beträgt jetzt sechs Wochen.")
    with pytest.raises(anchors.InvalidQuote):
        reattach(one, "drei Monate")
    with pytest.raises(anchors.NotNow):
        reattach(one, now=now + 2 * building.DAY)
    reattach(one)
    with pytest.raises(anchors.NotLost):
        reattach(one)


def test_not_at_a_section_that_went(comment, issue, reattach):
    one = comment()
    issue()
    with pytest.raises(anchors.InvalidQuote, match="no longer in the paper"):
        reattach(one)
