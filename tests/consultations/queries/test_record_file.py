"""The exported record: complete, checkable by anyone, countable without our code, and silent about persons."""

import copy
import json

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Actor
from consultations.actions import consultations, dissents, office, suggestions
from consultations.enums import SuggestionState, Visibility
from consultations.models import Remark, VoteEntry
from consultations.queries import record_check, record_file
from consultations.queries.record_eyes import eyes_of, insider, label

from .. import building, recorded

recount = recorded.recount_program()
PUBLIC = AnonymousUser()


@pytest.fixture
def closed(cast, now):
    return recorded.closed_one(cast, now=now)


def test_an_independent_program_finds_nothing_wrong_and_the_same_figures(closed):
    record = record_file.whole(insider(closed))
    assert (list(recount.problems(record)), record_check.problems(record), list(recount.differences(record))) == ([], [], [])
    first, second, whole = (recount.count(record)[question["question"]] for question in record["questions"])
    assert (first["votes"]["yes"], first["organisations"]["yes"], first["votes"]["eligible"]) == (4, 2, 4)  # carried over
    assert (second["votes"]["yes"], second["votes"]["stale"], second["result"]) == (1, 3, "adopted")  # Cedar's is stale
    # Cedar took its vote back; Birch's on the whole is stale since a section changed in substance.
    assert (whole["votes"]["yes"], whole["votes"]["stale"], whole["votes"]["no"]) == (0, 1, 0)


@pytest.mark.promise(2)
def test_every_vote_and_every_change_is_a_line(closed, cast):
    record = record_file.whole(insider(closed))
    lines = [line["entry"] for line in record["votes"] if line["entry"]["organisation"] == cast.cedar.pk]
    assert [(line.get("act", "cast"), line["choice"]) for line in lines] == [
        ("cast", "abstain"), ("cast", "support"), ("cast", "no"), ("cast", "support"), ("withdrawn", ""),
    ]  # fmt: skip
    assert len(record["votes"]) == VoteEntry.objects.count()


@pytest.mark.promise(2)
@pytest.mark.parametrize(
    "forge",
    [
        lambda record: record["votes"][0]["entry"].update(choice="reject"),
        lambda record: record["votes"].pop(0),
        lambda record: record["votes"].insert(0, copy.deepcopy(record["votes"][1])),
        lambda record: record["record"][0]["entry"]["facts"]["electorate"][0].update(votes=9),
        lambda record: record["seals"][0].update(digest="0" * 64),
        lambda record: record["texts"][0].update(text="Etwas anderes."),
    ],
)
def test_whatever_is_forged_is_found(closed, forge):
    record = record_file.whole(insider(closed))
    forge(record)
    assert len(record_check.problems(record)) >= 1
    assert len(recount.problems(record)) >= 1


@pytest.mark.promise(8)
def test_no_person_and_no_token_in_any_of_them(closed, cast):
    tokens = [str(token) for token in Actor.objects.values_list("token", flat=True)]
    people = [person.name for person in cast.everyone().values() if person is not cast.nobody]
    for person in cast.everyone().values():
        text = "".join(record_file.pieces(eyes_of(person, closed, closed.closed_at)))
        assert [token for token in tokens if token in text or token.replace("-", "") in text] == []
        assert [name for name in people if f'"{name}"' in text or "@example.org" in text] == []


@pytest.mark.promise(8)
def test_the_public_reads_only_the_names_of_those_that_want_it(closed, cast):
    text = "".join(record_file.pieces(eyes_of(PUBLIC, closed, closed.closed_at)))
    assert ("Birkenverein" in text, "Zedernkreis" in text) == (True, False)
    record = json.loads(text)
    cedar = label(closed, cast.cedar.pk)
    assert {row["organisation"]: row["name"] for row in record["electorate"]} == {cast.birch.pk: "Birkenverein", cedar: cedar}
    veiled = [line["entry"] for line in record["votes"] if line["entry"]["organisation"] == cedar]
    assert len(veiled) == 5
    assert [line for line in veiled if "by" in line] == []  # with it the organisation could be guessed from the digest
    assert record["texts"] == []
    assert (recount.problems(record) == [], list(recount.differences(record))) == (True, [])


def told(consultation, person, now, kind) -> list[dict | None]:
    """The facts of these lines as they stand in this reader's file; None for a line of which there is the digest only."""
    kept = dict(consultation.record.values_list("pk", "kind"))
    lines = record_file.record_lines(eyes_of(person, consultation, now))
    return [line["entry"] and line["entry"]["facts"] for line in lines if kept[line["id"]] == kind]


@pytest.mark.promise(8)
def test_before_the_close_nobody_learns_from_the_record_who_has_answered(cast, now):
    consultation = recorded.open_one(cast, now=now)
    said = recorded.answer(consultation, 0, "support")
    office.record_votes(answers=[said], organisation=cast.cedar, caller="Cem am Telefon", by=cast.ada, now=now)
    section = consultation.questions.get(kind="paper").section
    note = {"consultation": consultation, "section": section, "organisation": cast.cedar, "by": cast.cem, "now": now}
    dissents.submit(text="Wir tragen das nicht mit.", **note)
    dissents.withdraw(**note)
    for kind in ("votes_recorded", "dissent_submitted", "dissent_withdrawn"):
        for person in (cast.ada, cast.bea, cast.gul, PUBLIC):
            assert (kind, person, told(consultation, person, now, kind)) == (kind, person, [None])
        (own,) = told(consultation, cast.cem, now, kind)
        assert (kind, own["organisation"]) == (kind, cast.cedar.pk)


@pytest.mark.promise(8)
def test_a_note_is_read_after_the_close_and_by_those_who_take_part(cast, now):
    consultation = recorded.open_one(cast, now=now)
    section = consultation.questions.get(kind="paper").section
    note = {"consultation": consultation, "section": section, "organisation": cast.cedar, "by": cast.cem, "now": now}
    dissents.submit(text="Wir tragen das nicht mit.", **note)

    def readers() -> set[str]:
        read = {name: record_file.texts(eyes_of(person, consultation, now)) for name, person in cast.everyone().items()}
        return {name for name, texts in read.items() if "Wir tragen das nicht mit." in [text["text"] for text in texts]}

    assert readers() == {"cem"}
    consultation = consultations.close(consultation=consultation, by=cast.ada, reason="Eilt.", now=now)
    assert readers() == set(cast.everyone()) - {"hanna", "nobody"}


@pytest.mark.promise(8)
def test_the_public_reads_how_many_votes_turned_stale_and_not_whose(closed, cast):
    (to_public,) = told(closed, PUBLIC, closed.closed_at, "version_issued")
    (to_bea,) = told(closed, cast.bea, closed.closed_at, "version_issued")
    assert sorted(to_public["stale"].values()) == [1, 2]
    assert sorted(to_bea["stale"].values()) == [[cast.birch.pk], [cast.birch.pk, cast.cedar.pk]]


@pytest.mark.promise(8)
def test_the_public_reads_how_many_were_left_out_and_not_who(cast, now):
    consultation = building.consultation(now=now, visibility=Visibility.PUBLIC)
    for organisation in (cast.birch, cast.cedar):
        consultation.participations.create(organisation=organisation)
    cast.cedar.left_on = now.date()
    cast.cedar.save()
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    assert [facts["left_out"] for facts in told(consultation, PUBLIC, now, "opened")] == [1]
    assert [facts["left_out"] for facts in told(consultation, cast.ada, now, "opened")] == [["Zedernkreis"]]


@pytest.mark.promise(8)
def test_what_became_of_suggestions_is_among_those_who_take_part(cast, now):
    consultation = recorded.open_one(cast, now=now)
    suggestion = building.suggestion(consultation, "Fristen", cast.cedar, by=cast.cem, now=now)
    suggestions.decide(suggestion=suggestion, state=SuggestionState.NOT_ADOPTED, answer="Nein.", by=cast.ada, now=now)
    assert told(consultation, PUBLIC, now, "suggestion_decided") == [None]
    assert told(consultation, cast.bea, now, "suggestion_decided") != [None]


def test_a_label_is_the_same_in_every_file_of_a_consultation_and_another_elsewhere(closed, cast):
    other = type(closed)(pk=closed.pk + 1)
    assert label(closed, cast.cedar.pk) == label(closed, cast.cedar.pk) != label(other, cast.cedar.pk)


@pytest.mark.promise(8)
@pytest.mark.parametrize("name", ["ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna", "nobody"])
@pytest.mark.parametrize("results_hidden", [True, False])
def test_until_results_may_be_read_everyone_reads_the_votes_of_their_own_organisation(cast, now, name, results_hidden):
    consultation = recorded.open_one(cast, now=now, results_hidden=results_hidden)
    recorded.vote_in(consultation, cast, now=now)
    person = cast.everyone()[name]
    record = record_file.whole(eyes_of(person, consultation, now))
    own = {"bea": cast.birch, "bo": cast.birch, "emil": cast.birch, "farid": cast.birch, "cem": cast.cedar}.get(name)
    read = {line["entry"]["organisation"] for line in record["votes"] if line["entry"]}
    shown = not results_hidden and name not in {"hanna", "nobody"}
    assert read == ({cast.birch.pk, cast.cedar.pk} if shown else {own.pk} if own else set())
    assert recount.problems(record) == []


def test_an_erased_text_leaves_a_tombstone_that_is_no_problem(closed, now):
    remark = Remark.objects.get(text="Nachgezahlt.")
    Remark.objects.filter(pk=remark.pk).update(text="", salt="", erased_at=now)
    record = record_file.whole(insider(closed))
    assert [text["erased"] for text in record["texts"] if text["commitment"] == remark.commitment] == [True]
    assert (recount.problems(record), record_check.problems(record)) == ([], [])


@pytest.mark.promise(8)
def test_reasons_of_votes_are_read_by_their_organisation_only(closed, cast):
    def readable(person):
        return {text["text"] for text in record_file.texts(eyes_of(person, closed, closed.closed_at))}

    assert readable(cast.bea) == {"Nachgezahlt.", "=Zu teuer.", "Gerade noch."}
    assert readable(cast.cem) == readable(cast.ada) == {"Nachgezahlt."}
    assert readable(cast.nobody) == set()


def test_erasing_a_persons_token_row_changes_nothing(closed, cast):
    before = "".join(record_file.pieces(insider(closed)))
    Actor.objects.filter(user=cast.bea).delete()
    assert "".join(record_file.pieces(insider(closed))) == before
