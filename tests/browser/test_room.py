"""An organisation's room in a browser: drafts in every state, a straw vote, the forms of those who draft and who submit."""

from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from consultations.actions import drafts, straw
from consultations.enums import DraftKind
from consultations.models import SectionComment
from tests.cast import make_cast
from tests.consultations.factories import open_consultation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room():
    """The cast, and the address of the room in which Emil has drafted and Bea has answered once."""
    now = timezone.now()
    cast = make_cast(now=now)
    User.objects.update(language="en")
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar])
    common = {"consultation": opened.consultation, "organisation": cast.birch, "by": cast.emil, "now": now}

    def draft(place, kind, **said):
        return drafts.write(section=opened.wordings[place].section, kind=kind, token=uuid4(), **common, **said)

    draft(0, DraftKind.COMMENT, text="Bei uns kommen fünf.\n\nAb acht ist es zu spät.")
    draft(0, DraftKind.COMMENT, text="Wer prüft das?")
    draft(0, DraftKind.VOTE, choice="reject", reason="Zu teuer.")
    refused = draft(1, DraftKind.COMMENT, text="Das steht anderswo.")
    drafts.reject(draft=refused, answer="Steht schon in Abschnitt 3.", by=cast.bea, now=now)
    for person, choice in ((cast.emil, "reject"), (cast.farid, "abstain")):
        straw.take(
            question=opened.questions[0], organisation=cast.birch, digest="", choice=choice, reason="Darum.", by=person, now=now
        )
    return cast, f"{opened.consultation.get_absolute_url()}raum/"


@pytest.mark.promise(9)
def test_nothing_is_wrong_with_the_room(room, reader):
    cast, path = room
    for person in (cast.bea, cast.emil, cast.bo, cast.cem):
        assert reader(user=person, language="en").troubles(path) == []


@pytest.mark.promise(9)
def test_a_draft_is_submitted_on_a_phone_without_script(room, reader):
    cast, path = room
    with reader(user=cast.bea, language="en", script=False).page(path, width=360) as page:
        page.locator("article summary").first.press("Enter")
        page.get_by_label("As it is submitted").first.fill("Bei uns kommen fünf.")
        page.get_by_role("button", name="Submit for Birkenverein").first.press("Enter")
        page.wait_for_load_state()
    assert SectionComment.objects.get().comment == "Bei uns kommen fünf."
