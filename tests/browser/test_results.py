"""The results in a browser: hidden, open while the vote runs, as a table, after the close, and with very many organisations."""

import pytest
from django.utils import timezone

from accounts.models import Organisation, User
from consultations.actions import consultations
from tests.cast import make_cast
from tests.consultations import recorded
from tests.consultations.factories import fill_votes, open_consultation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast():
    made = make_cast(now=timezone.now())
    User.objects.update(language="en")
    return made


def voted_on(cast, count: int, **fields):
    """In its vote, so many organisations beside Birch; all have voted but the last few."""
    now = timezone.now()
    others = Organisation.objects.bulk_create(
        Organisation(name=f"Verein für Begegnung {n}", slug=f"v{n}", region=("Nord", "Süd", "West")[n % 3], votes=1 + n % 2)
        for n in range(count)
    )
    opened = open_consultation(now=now, organisations=[cast.birch, *others], sections=4, **fields)
    fill_votes(opened, [cast.birch, *others[: -count // 8]], now=now)
    return opened.consultation


@pytest.mark.promise(9)
def test_nothing_is_wrong_while_they_are_hidden(cast, reader):
    consultation = voted_on(cast, 8)
    assert reader(user=cast.bea, language="en").troubles(f"{consultation.get_absolute_url()}ergebnis/") == []


@pytest.mark.promise(9)
@pytest.mark.parametrize("count", [70, 160])
def test_nothing_is_wrong_with_the_results(cast, reader, count):
    address = f"{voted_on(cast, count, results_hidden=False).get_absolute_url()}ergebnis/"
    assert reader(user=cast.bea, language="en").troubles(address) == []
    if count == 70:
        assert reader(user=cast.bea, language="en").troubles(f"{address}tabelle/") == []


@pytest.mark.promise(9)
def test_nothing_is_wrong_after_the_close(cast, reader):
    now = timezone.now()
    consultation = recorded.open_one(cast, now=now)
    recorded.vote_in(consultation, cast, now=now)
    consultations.close(consultation=consultation, by=cast.ada, now=now, reason="Fertig.")
    address = f"{consultation.get_absolute_url()}ergebnis/"
    for person in (cast.bea, None):
        assert reader(user=person, language="en").troubles(address) == []
