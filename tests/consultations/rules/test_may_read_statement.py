"""Who reads an issued statement, and that the list says the same as the single answer."""

import pytest

from consultations import rules
from positions.enums import Audience
from positions.models import Statement
from tests.consultations import issued

READERS = {
    Audience.PUBLIC: ["ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna", "nobody"],
    Audience.MEMBERS: ["ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul"],
    Audience.PARTICIPANTS: ["ada", "bea", "bo", "dora", "emil", "farid", "gul"],
}


@pytest.mark.promise(8)
@pytest.mark.parametrize("audience", Audience)
def test_who_reads_it(cast, now, audience):
    statement = issued.statement(now=now, audience=audience, participants=[cast.birch])
    readers = [name for name, person in cast.everyone().items() if rules.may_read_statement(person, statement, now)]
    assert readers == READERS[audience]


@pytest.mark.promise(8)
@pytest.mark.parametrize("audience", Audience)
def test_the_list_agrees(cast, now, audience):
    statement = issued.statement(now=now, audience=audience, participants=[cast.birch])
    for name, person in cast.everyone().items():
        listed = rules.visible_statements(person, now).filter(pk=statement.pk).exists()
        assert listed == rules.may_read_statement(person, statement, now), name


def test_a_statement_without_a_consultation_is_read_by_no_participant(cast, now):
    statement = issued.statement(now=now, audience=Audience.PARTICIPANTS, participants=[cast.birch])
    statement.draft.consultation.participations.all().delete()
    assert rules.may_read_statement(cast.bea, statement, now) is False
    assert list(rules.visible_statements(cast.bea, now)) == []
    assert list(rules.visible_statements(cast.ada, now)) == list(Statement.objects.all())
