"""The register: every contribution gets a number that never changes, and an answer with a reason."""

from uuid import uuid4

import pytest

from consultations.actions import comments, register, suggestions, twins, votes
from consultations.enums import CommentVisibility, Decision, Satisfaction, SuggestionState
from consultations.models import Contribution, Disposition, RecordEntry, Remark, SectionComment, Suggestion, Verdict
from consultations.queries import chain
from notifications.models import Event
from tests.consultations import building
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar], phase="comment")


@pytest.fixture
def said(cast, opened, now):
    """Where, for whom and by whom; anything can be said otherwise."""

    def said(**otherwise):
        place = {"consultation": opened.consultation, "section": opened.wordings[0].section}
        return {**place, "organisation": cast.birch, "token": uuid4(), "by": cast.bea, "now": now, **otherwise}

    return said


def entered() -> list[tuple]:
    rows = Contribution.objects.order_by("number").select_related("organisation", "comment", "suggestion")
    return [(row.number, row.organisation.slug, (row.comment or row.suggestion)) for row in rows]


def test_comments_and_suggestions_are_numbered_together(cast, said):
    first = comments.post(text="Zu knapp.", **said())
    second = suggestions.submit(text="Zwei Monate.", **said())
    third = comments.post(text="Sehen wir auch so.", parent=first, **said(organisation=cast.cedar, by=cast.cem))
    assert entered() == [(1, cast.birch.slug, first), (2, cast.birch.slug, second), (3, cast.cedar.slug, third)]
    assert second.number == 2


def test_what_an_organisation_writes_for_itself_is_no_contribution(said):
    comments.post(text="Nur für uns.", visibility=CommentVisibility.ORGANISATION, **said())
    assert entered() == []


def test_what_the_secretariat_writes_needs_no_answer(cast, said):
    comments.post(text="Bitte bis Freitag.", **said(organisation=cast.federation, by=cast.ada))
    assert entered() == []


def test_sent_twice_it_has_one_number(said):
    token = uuid4()
    for _ in range(2):
        comments.post(text="Zu knapp.", **said(token=token))
        suggestions.submit(text="Zwei Monate.", **said(token=token))
    assert [number for number, *_ in entered()] == [1, 2]


def test_each_consultation_counts_for_itself(cast, now, said):
    other = open_consultation(now=now, organisations=[cast.birch], phase="comment")
    comments.post(text="Zu knapp.", **said())
    comments.post(text="Zu knapp.", **said(consultation=other.consultation, section=other.wordings[0].section))
    assert [number for number, *_ in entered()] == [1, 1]


# --- Answers ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def entries(said):
    """Three comments and a suggestion, numbers 1 to 4, all of Birch."""
    for text in ("Zu knapp.", "Viel zu knapp.", "Wer zahlt?"):
        comments.post(text=text, **said())
    suggestions.submit(text="Zwei Monate.", **said())
    return list(Contribution.objects.order_by("number"))


@pytest.fixture
def decide(cast, now):
    def decided(*contributions, decision=Decision.NOTED, reason="Das nehmen wir auf.", **given):
        return register.decide(contributions=contributions, decision=decision, reason=reason, by=cast.ada, now=now, **given)

    return decided


def answers() -> dict[int, tuple[str, str]]:
    rows = Disposition.objects.order_by("contribution__number")
    return {number: rest for number, *rest in rows.values_list("contribution__number", "decision", "reason")}


@pytest.mark.promise(5)
def test_one_answer_to_many_each_on_record(cast, opened, entries, decide):
    decide(entries[0], entries[2])
    assert answers() == {1: ["noted", "Das nehmen wir auf."], 3: ["noted", "Das nehmen wir auf."]}
    lines = RecordEntry.objects.filter(kind="contribution_decided").order_by("pk")
    assert [line.facts for line in lines] == [
        {"contribution": number, "organisation": cast.birch.pk, "decision": "noted", "merged_into": None} for number in (1, 3)
    ]
    assert [Remark.objects.get(commitment=line.commitment).text for line in lines] == ["Das nehmen wir auf."] * 2
    assert {line.actor for line in lines} == {cast.ada.actor.token}
    assert chain.broken_seals(opened.consultation) == []


@pytest.mark.promise(5)
def test_the_batch_is_one_event(cast, opened, entries, decide):
    decide(*entries[:3])
    (event,) = Event.objects.filter(kind="contributions-decided")
    assert event.facts == {
        "consultation": opened.consultation.pk,
        "contributions": [entry.pk for entry in entries[:3]],
        "organisations": [cast.birch.pk],
    }


@pytest.mark.promise(5)
@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_there_is_no_answer(entries, decide, reason):
    with pytest.raises(register.ReasonMissing):
        decide(entries[0], reason=reason)
    assert answers() == {}


@pytest.mark.promise(5)
def test_a_reason_too_long_is_refused_and_never_cut(entries, decide):
    with pytest.raises(register.CannotDecide, match="1 character too long; at most 2000"):
        decide(*entries, reason="x" * 2001)
    assert answers() == {}


def test_all_or_none(entries, decide):
    SectionComment.objects.filter(pk=entries[1].comment_id).update(withdrawn_at=entries[1].received_at)
    with pytest.raises(register.Withdrawn, match="Contribution 2 was taken back"):
        decide(entries[0], entries[1])
    assert (answers(), Event.objects.filter(kind="contributions-decided").count()) == ({}, 0)


def test_decided_anew_the_last_answer_stands_and_both_are_on_record(entries, decide):
    decide(entries[0])
    decide(entries[0], decision=Decision.NOT_ADOPTED, reason="Doch nicht.")
    assert answers() == {1: ["not_adopted", "Doch nicht."]}
    lines = RecordEntry.objects.filter(kind="contribution_decided").order_by("pk")
    assert [line.facts["decision"] for line in lines] == ["noted", "not_adopted"]
    assert Event.objects.filter(kind="contributions-decided").count() == 2


def test_the_same_answer_again_is_no_news(entries, decide):
    decide(entries[0])
    decide(entries[0], reason=" Das nehmen wir auf. ")
    assert RecordEntry.objects.filter(kind="contribution_decided").count() == 1
    assert Event.objects.filter(kind="contributions-decided").count() == 1


def test_decided_anew_its_organisation_is_asked_anew(cast, entries, decide, now):
    decide(entries[0])
    Verdict.objects.create(
        contribution=entries[0], satisfaction=Satisfaction.SATISFIED, actor=cast.bea.actor.token, given_at=now
    )
    decide(entries[0])
    assert Verdict.objects.count() == 1
    decide(entries[0], reason="Anders.")
    assert Verdict.objects.count() == 0


def test_merged_into_another_of_the_same_consultation(cast, now, entries, decide):
    (made,) = decide(entries[1], decision=Decision.MERGED, merged_into=entries[0])
    assert made.merged_into == entries[0]
    assert RecordEntry.objects.get(kind="contribution_decided").facts["merged_into"] == 1


@pytest.mark.parametrize("target", [None, "itself", "elsewhere"])
def test_not_merged_into_nothing_itself_or_elsewhere(cast, now, entries, decide, said, target):
    other = open_consultation(now=now, organisations=[cast.birch], phase="comment")
    comments.post(text="Woanders.", **said(consultation=other.consultation, section=other.wordings[0].section))
    elsewhere = Contribution.objects.get(consultation=other.consultation)
    targets = {None: None, "itself": entries[1], "elsewhere": elsewhere}
    with pytest.raises(register.NowhereToMerge):
        decide(entries[1], decision=Decision.MERGED, merged_into=targets[target])
    with pytest.raises(register.NowhereToMerge):
        decide(entries[1], decision=Decision.NOTED, merged_into=entries[0])


def test_not_in_a_circle(entries, decide):
    first, second, third, _suggestion = entries
    decide(second, decision=Decision.MERGED, merged_into=first)
    decide(third, decision=Decision.MERGED, merged_into=second)
    with pytest.raises(register.NowhereToMerge, match="would end up in itself"):
        decide(first, decision=Decision.MERGED, merged_into=third)
    assert set(answers()) == {2, 3}
    decide(second)
    decide(first, decision=Decision.MERGED, merged_into=third)
    assert {number: decision for number, (decision, _reason) in answers().items()} == {1: "merged", 2: "noted", 3: "merged"}


def test_contributions_of_two_consultations_are_not_answered_together(cast, now, entries, decide, said):
    other = open_consultation(now=now, organisations=[cast.birch], phase="comment")
    comments.post(text="Woanders.", **said(consultation=other.consultation, section=other.wordings[0].section))
    with pytest.raises(register.CannotDecide, match="not all of this consultation"):
        decide(entries[0], Contribution.objects.get(consultation=other.consultation))


# --- Suggestions follow ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", [Decision.IN_PART, Decision.NOTED, Decision.NOT_ADOPTED, Decision.OUT_OF_SCOPE])
def test_a_suggestion_that_is_not_adopted_as_it_was_worded_says_so(entries, decide, decision):
    decide(entries[3], decision=decision, reason="Zu kurz.")
    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.answer, suggestion.adopted_in) == ("not_adopted", "Zu kurz.", None)


def test_a_suggestion_is_adopted_by_a_version_that_came_after_it(cast, opened, entries, decide, now):
    with pytest.raises(register.NotInTheText, match="Suggestion 4 is not in the text yet"):
        decide(entries[3], decision=Decision.ADOPTED, reason="Gern.")
    version = building.version(opened.consultation.paper, {"Neu": "Zwei Monate."}, now=now)
    opened.consultation.version = version
    opened.consultation.save()
    decide(entries[3], decision=Decision.ADOPTED, reason="Gern.")
    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.answer, suggestion.adopted_in) == ("adopted", "Gern.", version)


@pytest.mark.promise(5)
def test_what_is_said_of_a_suggestion_elsewhere_is_its_answer_in_the_register(cast, opened, entries, now):
    said = {"state": SuggestionState.ADOPTED, "version": opened.version}
    suggestions.decide(suggestion=entries[3].suggestion, by=cast.ada, now=now, **said)
    assert answers() == {4: ["adopted", "In Fassung 1 übernommen."]}
    kinds = RecordEntry.objects.filter(kind__in=["contribution_decided", "suggestion_decided"]).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["contribution_decided", "suggestion_decided"]


def test_votes_that_hinge_on_it_are_told_of_every_change(cast, opened, entries, decide, now):
    vote = opened.consultation.phases.get(kind="vote")
    votes.cast(
        question=opened.questions[0], organisation=cast.cedar, choice="concerns", condition=entries[3].suggestion,
        digest=opened.wordings[0].digest, by=cast.cem, now=vote.opens_at,
    )  # fmt: skip
    decide(entries[3], decision=Decision.NOT_ADOPTED, reason="Zu kurz.")
    decide(entries[3], decision=Decision.NOTED, reason="Zu kurz.")  # still not adopted
    assert Event.objects.filter(kind="demand-decided").count() == 1


# --- Those that say the same ------------------------------------------------------------------------------------------------


@pytest.mark.promise(5)
def test_those_that_say_the_same_are_answered_once(cast, entries, decide, now):
    twins.group(contributions=entries[:2], by=cast.ada, now=now)
    decide(entries[1])
    assert set(answers()) == {1, 2}
    assert Event.objects.get(kind="contributions-decided").facts["contributions"] == [entries[1].pk, entries[0].pk]


def test_one_that_is_answered_itself_keeps_its_own(cast, entries, now):
    twins.group(contributions=entries[:2], by=cast.ada, now=now)
    both = [
        register.Answer(entries[0], Decision.NOTED, "Danke."),
        register.Answer(entries[1], Decision.NOT_ADOPTED, "Nein."),
    ]
    register.decide_all(answers=both, by=cast.ada, now=now)
    assert answers() == {1: ["noted", "Danke."], 2: ["not_adopted", "Nein."]}


def test_a_group_merged_into_one_of_its_own(cast, entries, decide, now):
    twins.group(contributions=entries[:2], by=cast.ada, now=now)
    decide(entries[1], decision=Decision.MERGED, merged_into=entries[0])
    assert answers() == {2: ["merged", "Das nehmen wir auf."]}
