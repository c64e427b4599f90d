"""A new version inside a running consultation, from the editor's text to the count of the votes."""

from uuid import uuid4

import pytest

from accounts.models import Organisation
from consultations.actions import comments, consultations, counters, suggestions, versions, votes
from consultations.models import Consultation, Outcome, Participation, Question
from consultations.phases import PhaseKind
from consultations.queries.effects import Effects, effects_of
from positions.actions.versions import MarksMissing, NothingChanged
from positions.enums import Change
from positions.models import Paper, Section, VersionSection

from .. import building

DAY, HOUR = building.DAY, building.HOUR
pytestmark = pytest.mark.usefixtures("_english")


@pytest.fixture
def consultation(cast, now) -> Consultation:
    """In its vote, on the first version of a paper that was only published."""
    paper = building.paper(headings=("Fristen", "Kosten", "Kurse"))
    consultation = building.consultation(now=now, paper=paper, timetable=[(PhaseKind.VOTE, -HOUR, DAY)])
    return consultations.open_(consultation=consultation, by=cast.ada, now=now)


def rewrite(paper: Paper, texts: dict[str, str]) -> Paper:
    """What an editor does: other texts under some headings, a heading without text is taken out, an unknown one comes last."""
    paper = Paper.objects.get(pk=paper.pk)
    kept = []
    for block in paper.sections.raw_data:
        heading = block["value"]["heading"]
        text = texts.pop(heading, None)
        if text == "":
            continue
        if text:
            block["value"]["body"] = [{"type": "text", "value": f"<p>{text}</p>"}]
        kept.append(block)
    for heading, text in texts.items():
        value = {"heading": heading, "level": 2, "kind": "text", "body": [{"type": "text", "value": f"<p>{text}</p>"}]}
        kept.append({"type": "section", "value": value})
    paper.sections = kept
    paper.save_revision().publish()
    return paper


def question(consultation, heading) -> Question:
    return consultation.questions.get(section__in=VersionSection.objects.filter(heading=heading, kind="text").values("section"))


def key(consultation, heading):
    return question(consultation, heading).section.key


def cast_vote(consultation, heading, organisation: Organisation, by, now, choice="support"):
    asked = question(consultation, heading)
    digest = consultation.version.wordings.get(section=asked.section).digest
    return votes.cast(question=asked, organisation=organisation, choice=choice, digest=digest, by=by, now=now)


def supports(consultation, heading) -> int:
    return question(consultation, heading).tallies.get(choice="support").organisations


def test_opening_issued_the_first_version(consultation):
    assert (consultation.version.number, consultation.questions.count()) == (1, 4)


@pytest.mark.promise(3)
def test_votes_stay_or_turn_stale_by_the_mark(cast, now, consultation):
    for heading in ("Fristen", "Kosten", "Kurse"):
        cast_vote(consultation, heading, cast.birch, cast.bea, now)
    rewrite(consultation.paper, {"Fristen": "Sechs Monate.", "Kosten": "Als Zuschuß."})
    marks = {key(consultation, "Fristen"): Change.SUBSTANTIVE, key(consultation, "Kosten"): Change.EDITORIAL}
    version = versions.issue(consultation=consultation, marks=marks, by=cast.ada, now=now)
    assert (version.number, consultation.version) == (2, version)
    assert [supports(consultation, heading) for heading in ("Fristen", "Kosten", "Kurse")] == [0, 1, 1]
    entry = consultation.record.get(kind="version_issued")
    assert entry.facts["stale"] == {str(key(consultation, "Fristen")): [cast.birch.pk]}
    assert entry.facts["version"] == {"number": 2, "digest": version.digest}
    assert (entry.facts["asked"], entry.facts["withdrawn"], entry.actor) == ([], [], cast.ada.actor.token)
    changes = entry.facts["changes"]
    assert (changes[str(key(consultation, "Fristen"))], changes[str(key(consultation, "Kosten"))]) == (
        "substantive",
        "editorial",
    )


@pytest.mark.promise(3)
def test_a_stale_vote_counts_again_once_confirmed(cast, now, consultation):
    cast_vote(consultation, "Fristen", cast.birch, cast.bea, now)
    rewrite(consultation.paper, {"Fristen": "Sechs Monate."})
    marks = {key(consultation, "Fristen"): Change.SUBSTANTIVE}
    versions.issue(consultation=consultation, marks=marks, by=cast.ada, now=now)
    assert supports(consultation, "Fristen") == 0
    cast_vote(consultation, "Fristen", cast.birch, cast.bea, now)
    assert supports(consultation, "Fristen") == 1
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    outcome = Outcome.objects.get(question=question(consultation, "Fristen"))
    assert (outcome.yes, outcome.stale) == (1, 0)


def test_questions_come_and_go_with_their_sections(cast, now, consultation):
    cast_vote(consultation, "Kosten", cast.birch, cast.bea, now)
    gone = question(consultation, "Kosten")
    rewrite(consultation.paper, {"Kosten": "", "Beratung": "Sie bleibt."})
    versions.issue(consultation=consultation, marks={}, by=cast.ada, now=now)
    gone.refresh_from_db()
    assert gone.withdrawn_at == now
    new = question(consultation, "Beratung")
    assert new.tallies.count() == 5
    facts = consultation.record.get(kind="version_issued").facts
    assert (facts["asked"], facts["withdrawn"]) == ([str(new.section.key)], [str(gone.section.key)])
    assert consultation.activities.filter(section=new.section).exists()
    with pytest.raises(votes.NotNow):
        cast_vote_on(gone, cast, now)
    consultations.close(consultation=consultation, by=None, now=now + DAY)
    assert not Outcome.objects.filter(question=gone).exists()


def cast_vote_on(asked, cast, now):
    digest = asked.cast_votes.get().digest
    votes.cast(question=asked, organisation=cast.birch, choice="abstain", digest=digest, by=cast.bea, now=now)


def test_a_section_that_comes_back_is_asked_about_again(cast, now, consultation):
    text = Paper.objects.get().sections.raw_data
    kept = [dict(block) for block in text]
    rewrite(consultation.paper, {"Kosten": ""})
    versions.issue(consultation=consultation, marks={}, by=cast.ada, now=now)
    paper = Paper.objects.get()
    paper.sections = kept
    paper.save_revision().publish()
    versions.issue(consultation=consultation, marks={}, by=cast.ada, now=now)
    assert question(consultation, "Kosten").withdrawn_at is None
    assert consultation.questions.count() == 4


@pytest.mark.promise(3)
def test_counters_are_what_a_recount_finds(cast, now, consultation):
    for heading in ("Fristen", "Kosten", "Kurse"):
        cast_vote(consultation, heading, cast.birch, cast.bea, now)
        cast_vote(consultation, heading, cast.cedar, cast.cem, now, choice="concerns")
    rewrite(consultation.paper, {"Fristen": "Sechs Monate.", "Kosten": ""})
    marks = {key(consultation, "Fristen"): Change.SUBSTANTIVE}
    versions.issue(consultation=consultation, marks=marks, by=cast.ada, now=now)
    cast_vote(consultation, "Fristen", cast.cedar, cast.cem, now)

    def tallies():
        return list(
            consultation.questions.order_by("pk", "tallies__choice").values_list(
                "pk", "tallies__choice", "tallies__organisations", "tallies__votes"
            )
        )

    kept = tallies()
    counters.recount(consultation=consultation)
    assert tallies() == kept


@pytest.mark.promise(3)
def test_effects_are_known_before(cast, now, consultation):
    cast_vote(consultation, "Fristen", cast.birch, cast.bea, now)
    cast_vote(consultation, "Fristen", cast.cedar, cast.cem, now)
    section, other = question(consultation, "Fristen").section, question(consultation, "Kosten").section
    effects = effects_of(consultation, changed=[section.pk, other.pk], removed=[])
    assert (effects, effects.votes) == (Effects(stale={section.pk: 2}, comments={}), 2)


def test_comments_whose_section_goes_are_orphaned(cast, now, consultation):
    section, other = question(consultation, "Fristen").section, question(consultation, "Kosten").section
    for place in (section, section, other):
        said = {"section": place, "organisation": cast.birch, "by": cast.bea, "now": now}
        comments.post(consultation=consultation, text="Bleibt.", token=uuid4(), **said)
    effects = effects_of(consultation, changed=[other.pk], removed=[section.pk])
    assert (effects.comments, effects.orphans) == ({section.pk: 2, other.pk: 1}, 2)


def test_an_adopted_suggestion_is_decided_by_the_version(cast, now, consultation):
    suggestion = building.suggestion(consultation, "Kosten", cast.cedar, by=cast.cem, now=now)
    rewrite(consultation.paper, {"Kosten": "Zwei."})
    marks = {suggestion.section.key: Change.SUBSTANTIVE}
    version = versions.issue(consultation=consultation, marks=marks, adopted=[suggestion], by=cast.ada, now=now)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.adopted_in) == ("adopted", version)
    kinds = consultation.record.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-3:] == ["version_issued", "contribution_decided", "suggestion_decided"]


def test_a_suggestion_decided_meanwhile_issues_nothing(cast, now, consultation):
    suggestion = building.suggestion(consultation, "Kosten", cast.cedar, by=cast.cem, now=now)
    suggestions.withdraw(suggestion=suggestion, organisation=cast.cedar, by=cast.cem, now=now)
    rewrite(consultation.paper, {"Kosten": "Zwei."})
    marks = {suggestion.section.key: Change.SUBSTANTIVE}
    with pytest.raises(suggestions.Decided):
        versions.issue(consultation=consultation, marks=marks, adopted=[suggestion], by=cast.ada, now=now)
    consultation.refresh_from_db()
    assert consultation.version.number == 1


@pytest.mark.promise(3)
def test_a_changed_section_wants_its_mark(cast, now, consultation):
    rewrite(consultation.paper, {"Fristen": "Sechs Monate."})
    with pytest.raises(MarksMissing):
        versions.issue(consultation=consultation, marks={}, by=cast.ada, now=now)
    consultation.refresh_from_db()
    assert (consultation.version.number, consultation.record.filter(kind="version_issued").count()) == (1, 0)


def test_nothing_changed(cast, now, consultation):
    with pytest.raises(NothingChanged):
        versions.issue(consultation=consultation, marks={}, by=cast.ada, now=now)


def test_not_between_the_phases_that_allow_it(cast, now, consultation):
    rewrite(consultation.paper, {"Fristen": "Sechs Monate."})
    with pytest.raises(versions.NotNow) as refused:
        versions.issue(consultation=consultation, marks={}, by=cast.ada, now=now + DAY)
    assert str(refused.value) == f"Versions could be issued until {consultations.spoken(now + DAY)}."


@pytest.mark.promise(4)
def test_electorate_stays_as_it_was(cast, now, consultation):
    before = list(Participation.objects.values_list("organisation", "votes"))
    building.organisation("Neuling", votes=4)
    rewrite(consultation.paper, {"Beratung": "Sie bleibt."})
    versions.issue(consultation=consultation, marks={}, by=cast.ada, now=now)
    assert list(Participation.objects.values_list("organisation", "votes")) == before
    assert Section.objects.filter(paper=consultation.paper).count() == 5
