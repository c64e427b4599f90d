"""A consultation of real size from its opening to its close, through the public actions only; every figure counted again.

The recount reads nothing but the exported record, with the program of the documentation (docs/recount.py), which shares no code
with the product. What the product counts, at several moments, has to be the same.
"""

import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from accounts.models import Membership, Organisation, Role, User
from consultations.actions import (
    alternatives,
    comments,
    consultations,
    dissents,
    electorate,
    objections,
    office,
    register,
    twins,
    versions,
    votes,
    withdrawals,
)
from consultations.enums import Basis, Decision, Naming
from consultations.models import Consultation, Participation, Question, SectionComment, Tally, Vote, VoteEntry
from consultations.phases import PhaseKind
from consultations.queries import chain, counting, record_check, record_file
from consultations.queries.record_eyes import insider
from consultations.queries.register import figures, missing_answers, proposed_groups
from consultations.scales import SCALES
from positions.enums import Change
from tests.cast import make_cast

from . import building, recorded

recount = recorded.recount_program()
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass
class Seat:
    """An organisation and who acts for it: a delegate, and a deputy from `deputy_from` until an hour later."""

    organisation: Organisation
    delegate: User
    deputy: User
    deputy_from: datetime


@dataclass
class Federation:
    """The simulated world. `refused` counts what was rightly refused, by the name of the exception."""

    chance: random.Random
    consultation: Consultation
    editor: User
    seats: list[Seat]
    begun: datetime
    refused: Counter = field(default_factory=Counter)

    def reload(self) -> None:
        self.consultation = Consultation.objects.select_related("version").get(pk=self.consultation.pk)
        every = Question.objects.filter(consultation=self.consultation, withdrawn_at=None).order_by("position")
        questions, self.groups = every.exclude(kind="alternatives"), list(every.filter(kind="alternatives"))
        digests = dict(self.consultation.version.wordings.values_list("section", "digest"))
        self.asked = [(question, digests[question.section_id]) for question in questions]

    def answer(self, question: Question, digest: str) -> votes.Answer:
        choice = self.chance.choice(SCALES[question.scale].choices)
        reason = "Aus gutem Grund." if choice.needs_reason or self.chance.random() < 0.1 else ""
        return votes.Answer(question, choice.code, digest, reason=reason)

    def ballot(self, seat: Seat, *, by: User, now: datetime, share: float = 1.0, stale_digest: bool = False) -> None:
        some = [pair for pair in self.asked if self.chance.random() < share] or self.asked[:1]
        answers = [self.answer(question, "0" * 64 if stale_digest else digest) for question, digest in some]
        self.attempt(votes.cast_all, answers=answers, organisation=seat.organisation, by=by, now=now)

    def attempt(self, verb, **given) -> None:
        try:
            verb(**given)
        except votes.VoteRefused as refused:
            self.refused[type(refused).__name__] += 1


def build(seed: int, *, organisations: int, sections: int, now: datetime) -> Federation:
    """Every fifth organisation has more votes than one, every tenth supports without a vote."""
    chance, cast = random.Random(seed), make_cast(now=now - DAY)
    seats = [_seat(number, chance, now) for number in range(organisations)]
    paper = building.paper(headings=tuple(f"Forderung {number}" for number in range(sections)))
    consultation = building.consultation(
        now=now,
        paper=paper,
        timetable=[(PhaseKind.VOTE, -HOUR, DAY)],
        scale=chance.choice(["graded", "consensus", "yes_no"]),
        rule=chance.choice(["simple", "qualified", "present", "present_qualified", "absolute", "consent", "no_objection"]),
        numerator=2,
        denominator=3,
        strictly_more=chance.random() < 0.5,
        quorum_numerator=chance.choice([0, 1]),
        quorum_denominator=2,
        quorum_by=chance.choice(["votes", "organisations"]),
    )
    for seat in seats:
        naming = chance.choice(list(Naming))
        Participation.objects.create(consultation=consultation, organisation=seat.organisation, naming=naming)
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    made = Federation(chance, consultation, cast.ada, seats, now)
    for number, scale in enumerate(("either_or", "resistance")):
        proposed = [alternatives.Proposed("Kürzer", text="Kürzer."), alternatives.Proposed("Länger", text="Länger.")]
        wording = consultation.version.wordings.get(heading=f"Forderung {number}")
        given = {"consultation": consultation, "wording": wording, "title": scale, "proposed": proposed}
        alternatives.pose(scale=scale, by=cast.ada, now=now, **given)
    made.reload()
    return made


def _seat(number: int, chance: random.Random, now: datetime) -> Seat:
    votes_here = 0 if number % 10 == 9 else chance.randint(2, 5) if number % 5 == 0 else 1
    organisation = building.organisation(f"Verein-{number}", votes=votes_here)
    delegate, deputy = (User.objects.create_user(f"{role}{number}@example.org", name=role) for role in ("d", "v"))
    begins = now + chance.randint(0, 6) * HOUR
    Membership.objects.create(user=delegate, organisation=organisation, role=Role.DELEGATE)
    Membership.objects.create(
        user=deputy, organisation=organisation, role=Role.DEPUTY, valid_from=begins, valid_until=begins + HOUR
    )
    return Seat(organisation, delegate, deputy, begins)


def vote_for_a_while(made: Federation, *, now: datetime) -> None:
    """Ballots whole and partial, second thoughts, deputies in and out of their time, withdrawals, telephone calls."""
    chance = made.chance
    for seat in chance.sample(made.seats, len(made.seats) * 9 // 10):
        made.ballot(seat, by=seat.delegate, now=now, share=chance.choice([1.0, 0.7, 0.3]))
        if chance.random() < 0.2:
            made.ballot(seat, by=seat.delegate, now=now + MINUTE, share=0.2)
        if chance.random() < 0.3:
            made.ballot(seat, by=seat.deputy, now=chance.choice([now, seat.deputy_from + MINUTE, now + 9 * HOUR]), share=0.2)
        if chance.random() < 0.2:
            question, _digest = chance.choice(made.asked)
            made.attempt(
                withdrawals.withdraw, question=question, organisation=seat.organisation, by=seat.delegate, now=now + 2 * MINUTE
            )
        if chance.random() < 0.1:
            answers = [made.answer(*chance.choice(made.asked))]
            given = {"answers": answers, "organisation": seat.organisation, "caller": "Anruf", "by": made.editor, "now": now}
            made.attempt(office.record_votes, replaces_own=chance.random() < 0.7, **given)
        choose(made, seat, now=now)
        if chance.random() < 0.1:
            write_a_note(made, seat, now=now)
        if chance.random() < 0.05:
            made.ballot(seat, by=seat.delegate, now=now, stale_digest=True)


def choose(made: Federation, seat: Seat, *, now: datetime) -> None:
    """Alternatives: one chosen, or some of them rated."""
    for group in made.groups:
        said = {"choice": f"o{made.chance.randint(1, 3)}"}
        if group.scale == "resistance":
            said = {"ratings": {place: made.chance.randint(0, 10) for place in made.chance.sample([1, 2, 3], 2)}}
        given = {"question": group, "organisation": seat.organisation, "digest": group.digest, **said}
        made.attempt(alternatives.answer, by=seat.delegate, now=now, **given)


def write_a_note(made: Federation, seat: Seat, *, now: datetime) -> None:
    """Dissenting notes, some changed, some taken back: lines of the record that no count may trip over."""
    question, _digest = made.chance.choice(made.asked)
    given = {"consultation": made.consultation, "section": question.section, "organisation": seat.organisation}
    dissents.submit(text=f"Anders, um {now:%H:%M}.", by=seat.delegate, now=now, **given)
    if made.chance.random() < 0.3:
        dissents.withdraw(by=seat.delegate, now=now, **given)


def change_the_text(made: Federation, *, now: datetime) -> None:
    """A third of the sections change, half of these only editorially; then some object to that and some confirm."""
    chance = made.chance
    before = list(made.consultation.version.wordings.filter(kind="text").select_related("section"))
    changed = chance.sample(before, max(2, len(before) // 3))
    recorded.rewrite(made.consultation.paper, {wording.heading: f"Neu um {now:%H}." for wording in changed})
    marks = {
        wording.section.key: Change.EDITORIAL if place % 2 else Change.SUBSTANTIVE for place, wording in enumerate(changed)
    }
    versions.issue(consultation=made.consultation, marks=marks, by=made.editor, now=now)
    made.reload()
    edited = [question for question, _digest in made.asked if marks.get(question.section.key) == Change.EDITORIAL]
    for seat in chance.sample(made.seats, len(made.seats) // 2):
        question = chance.choice(edited)
        given = {"question": question, "organisation": seat.organisation, "by": seat.delegate, "now": now + MINUTE}
        made.attempt(objections.object_, reason="Das ist mehr als Redaktion.", **given)
        if chance.random() < 0.5:
            made.ballot(seat, by=seat.delegate, now=now + 2 * MINUTE, share=0.4)


def assert_it_adds_up(made: Federation) -> None:
    """Counters, the product's own count and turnout are what the exported record says."""
    made.reload()
    record = record_file.whole(insider(made.consultation))
    counted = recount.count(record)
    assert record_check.problems(record) == recount.problems(record) == chain.broken_seals(made.consultation) == []
    assert counting.mismatches(made.consultation) == []
    asked = Question.objects.filter(consultation=made.consultation, withdrawn_at=None).exclude(kind="alternatives")
    tallies = Tally.objects.filter(question__in=asked)
    stored = {(t.question_id, t.choice): [t.organisations, t.votes] for t in tallies}
    assert stored == {(q, choice): pair for q, numbers in counted.items() for choice, pair in numbers["choices"].items()}
    for group in made.groups:
        _chosen, options = recount.count_alternatives(record)[group.pk]
        if group.scale == "either_or":
            assert [(t.organisations, t.votes) for t in group.tallies.order_by("choice")] == options
    for count in counting.recount(made.consultation):
        found = counted[count.question.pk]
        assert (vars(count.votes), vars(count.heads)) == (found["votes"], found["organisations"])
    voted = {line["entry"]["organisation"] for line in record["votes"]}
    turnout = made.consultation.participations.filter(first_voted_at__isnull=False)
    assert voted == set(turnout.values_list("organisation", flat=True))
    assert Vote.objects.count() == len(recount.standing_votes(record))


def contribute(made: Federation, *, comments_: int, suggestions_: int, now: datetime) -> None:
    """Comments, many of them alike, some taken back; suggestions on all sections."""
    chance, version = made.chance, made.consultation.version
    wordings = list(version.wordings.filter(kind="text").select_related("section"))
    texts = [
        "Die Frist ist zu knapp.",
        "Die Frist ist viel zu knapp.",
        "Wer zahlt das?",
        "Das tragen wir mit.",
        "Bitte kürzer.",
    ]
    for number in range(comments_):
        seat = chance.choice(made.seats)
        place = {"consultation": made.consultation, "section": chance.choice(wordings).section}
        said = {"text": f"{chance.choice(texts)} {number % 7}", "token": uuid4(), "by": seat.delegate}
        comment = comments.post(organisation=seat.organisation, now=now, **said, **place)
        if chance.random() < 0.05:
            SectionComment.objects.filter(pk=comment.pk).update(withdrawn_at=now)
    for number in range(suggestions_):
        seat, heading = chance.choice(made.seats), chance.choice(wordings).heading
        text = f"Neu, {number}."
        building.suggestion(made.consultation, heading, seat.organisation, by=seat.delegate, now=now, text=text)


def answer_contributions(made: Federation, *, now: datetime) -> None:
    """As the secretariat would: twins together, in batches by section, some merged, some decided anew."""
    chance = made.chance
    for rows in proposed_groups(made.consultation):
        twins.group(contributions=[row.contribution for row in rows], by=made.editor, now=now)
    while missing := missing_answers(made.consultation):
        rows = list(made.consultation.contributions.filter(number__in=missing[:60]).order_by("number"))
        batch = chance.sample(rows, min(len(rows), chance.randint(1, 25)))
        decision = chance.choice([d for d in Decision if d not in (Decision.MERGED, Decision.ADOPTED)])
        register.decide(contributions=batch, decision=decision, reason="Aus gutem Grund.", by=made.editor, now=now)
    decided = list(made.consultation.contributions.filter(disposition__isnull=False, twin=None, twins=None).order_by("number"))
    for one, other in zip(decided[::9], decided[1::9], strict=False):
        merged = {"decision": Decision.MERGED, "merged_into": one, "reason": "Dasselbe."}
        register.decide(contributions=[other], by=made.editor, now=now + MINUTE, **merged)
    for one in decided[::20]:
        register.decide(contributions=[one], decision=Decision.NOTED, reason="Doch so.", by=made.editor, now=now + 2 * MINUTE)


def assert_the_register_adds_up(made: Federation) -> None:
    """Every contribution that was not taken back has an answer, and the figures are what the exported record says."""
    counted = recount.count_answers(record_file.whole(insider(made.consultation)))
    standing = set(made.consultation.contributions.standing().values_list("number", flat=True))
    found = figures(made.consultation)
    assert (found.open, missing_answers(made.consultation), standing) == (0, [], set(counted))
    assert found.by_decision == Counter(decision for decision, _answer in counted.values())
    assert found.total + found.withdrawn == made.consultation.contributions.count()


def simulate(seed: int, *, organisations: int, sections: int, comments_: int = 60, suggestions_: int = 12) -> Federation:
    now = timezone.now()
    made = build(seed, organisations=organisations, sections=sections, now=now)
    vote_for_a_while(made, now=now)
    assert_it_adds_up(made)
    change_the_text(made, now=now + 3 * HOUR)
    assert_it_adds_up(made)
    seat = made.seats[0]
    electorate.change(
        consultation=made.consultation, organisation=seat.organisation, votes=7, reason="Satzung § 5", by=made.editor,
        now=now + 4 * HOUR,
    )  # fmt: skip
    vote_for_a_while(made, now=now + 5 * HOUR)
    assert_it_adds_up(made)
    contribute(made, comments_=comments_, suggestions_=suggestions_, now=now + 6 * HOUR)
    answer_contributions(made, now=now + 7 * HOUR)
    assert_the_register_adds_up(made)
    for late in made.seats[:3]:
        made.ballot(late, by=late.delegate, now=now + DAY)
    consultations.close(consultation=made.consultation, by=None, now=now + DAY)
    return made


@pytest.mark.promise(2)
@pytest.mark.promise(3)
@pytest.mark.promise(5)
def test_seventy_organisations_and_forty_sections_add_up(db):
    made = simulate(1, organisations=70, sections=40, comments_=250, suggestions_=40)
    record = record_file.whole(insider(made.consultation))
    assert list(recount.differences(record)) == []
    assert recount.problems(record) == record_check.problems(record) == []
    assert {"NotEntitled", "NotNow", "BallotRefused", "NothingCarriedOver", "OwnVoteStands"} <= set(made.refused)
    bases = set(VoteEntry.objects.values_list("basis", flat=True))
    assert {Basis.DELEGATED, Basis.OFFICE} <= bases
    assert {"cast", "withdrawn", "objected"} == set(VoteEntry.objects.values_list("act", flat=True))
    assert any(outcome["votes"]["stale"] for outcome in outcomes(record) if "votes" in outcome)
    assert len(recount.count_alternatives(record)) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 14))
def test_other_federations_add_up(db, seed):
    chance = random.Random(seed)
    made = simulate(seed, organisations=chance.randint(5, 40), sections=chance.randint(3, 20))
    record = record_file.whole(insider(made.consultation))
    assert (list(recount.differences(record)), recount.problems(record)) == ([], [])


@pytest.mark.slow
@pytest.mark.promise(5)
def test_two_thousand_comments_and_two_hundred_suggestions_are_all_answered(db):
    now = timezone.now()
    made = build(3, organisations=70, sections=40, now=now)
    contribute(made, comments_=2000, suggestions_=200, now=now)
    answer_contributions(made, now=now + HOUR)
    assert_the_register_adds_up(made)


@dataclass
class Voter:
    """One of many at once. `said` is what it knows to be stored, `lines` how many lines of history that must have made."""

    made: Federation
    seat: Seat
    chance: random.Random
    said: dict = field(default_factory=dict)
    lines: int = 0
    unexpected: list = field(default_factory=list)

    def run(self) -> None:
        """Vote again and again until the consultation is closed, and once after that; stop if closing never gets its turn."""
        for round_number in range(500):
            over = self.made.over.wait(0.01)
            self.vote(now=self.made.begun + min(round_number, 15) * MINUTE)
            if over:
                return

    def vote(self, *, now) -> None:
        asked = [pair for pair in current(self.made.consultation.pk) if self.chance.random() < 0.5]
        answers = [Federation.answer(self, question, digest) for question, digest in asked]
        if not answers:
            return
        try:
            votes.cast_all(organisation=self.seat.organisation, by=self.seat.delegate, answers=answers, now=now)
        except (votes.NotNow, votes.BallotRefused):
            return
        except Exception as problem:
            self.unexpected.append(problem)
            return
        for answer in answers:
            says = answer.choice, answer.digest, answer.reason
            self.lines += self.said.get(answer.question.pk) != says
            self.said[answer.question.pk] = says


def current(pk: int) -> list[tuple[Question, str]]:
    consultation = Consultation.objects.select_related("version").get(pk=pk)
    digests = dict(consultation.version.wordings.values_list("section", "digest"))
    asked = consultation.questions.filter(withdrawn_at=None).exclude(kind="alternatives").order_by("position")
    return [(question, digests[question.section_id]) for question in asked if question.section_id in digests]


@pytest.mark.promise(2)
@pytest.mark.real_stack
@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_with_a_version_and_the_close_in_between():
    made = build(3, organisations=16, sections=8, now=timezone.now())
    made.over, issued, done = threading.Event(), threading.Event(), []
    voters = [Voter(made, seat, random.Random(place)) for place, seat in enumerate(made.seats) if seat.organisation.votes]

    def issue():
        keys = {w.heading: w.section.key for w in made.consultation.version.wordings.select_related("section")}
        recorded.rewrite(made.consultation.paper, {"Forderung 0": "Neu.", "Forderung 1": "Auch neu."})
        marks = {keys["Forderung 0"]: Change.EDITORIAL, keys["Forderung 1"]: Change.SUBSTANTIVE}
        versions.issue(consultation=made.consultation, marks=marks, by=made.editor, now=made.begun + 3 * MINUTE)
        done.append("issued")
        issued.set()

    def close():
        issued.wait(120)
        threading.Event().wait(0.5)
        now = made.begun + 20 * MINUTE
        try:
            consultations.close(consultation=made.consultation, by=made.editor, reason="Frist verkürzt.", now=now)
            done.append("closed")
        finally:
            made.over.set()

    at_once([voter.run for voter in voters] + [issue, close])
    assert [voter.unexpected for voter in voters if voter.unexpected] == []
    assert sorted(done) == ["closed", "issued"]
    for voter in voters:
        own = {"organisation": voter.seat.organisation}
        stored = Vote.objects.filter(**own).values_list("question", "choice", "digest", "remark__text")
        assert {question: (choice, digest, text or "") for question, choice, digest, text in stored} == voter.said
        assert VoteEntry.objects.filter(**own).count() == voter.lines
    assert_it_adds_up(made)
    record = record_file.whole(insider(made.consultation))
    assert (list(recount.differences(record)), recount.problems(record)) == ([], [])


def at_once(deeds) -> None:
    def run(deed):
        try:
            deed()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def outcomes(record) -> list[dict]:
    return next(line["entry"]["facts"]["outcomes"] for line in record["record"] if line["entry"]["kind"] == "closed")
