"""The start page of a delegate in a browser: with everything that can wait there, and with nothing."""

import pytest
from django.utils import timezone

from accounts.models import User
from consultations.actions import office, votes
from positions.enums import Change
from tests.cast import make_cast
from tests.consultations.factories import issue_version, open_consultation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.promise(9)
def test_nothing_is_wrong_with_the_tasks(reader):
    now = timezone.now()
    cast = make_cast(now=now)
    User.objects.update(language="en")
    opened = open_consultation(now=now, organisations=[cast.birch], sections=6)
    answers = [
        votes.Answer(question, "concerns", wording.digest)
        for question, wording in zip(opened.questions[:2], opened.wordings[:2], strict=True)
    ]
    votes.cast_all(answers=answers[:1], organisation=cast.birch, by=cast.bea, now=now)
    office.record_votes(answers=answers[1:], organisation=cast.birch, caller="Bea", by=cast.ada, now=now)
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    open_consultation(now=now, organisations=[cast.birch], phase="comment", title="Ein Landesbeirat, der mitentscheidet")
    for person in (cast.bea, cast.emil, cast.cem):
        assert reader(user=person, language="en").troubles("/aufgaben/") == []
    with reader(user=cast.bea, language="en", script=False).page("/aufgaben/", width=360) as page:
        page.get_by_role("link", name="Confirm the vote on “1 Forderung 1”").click()
        assert page.get_by_role("button", name="Confirm “With concerns”").is_visible()
