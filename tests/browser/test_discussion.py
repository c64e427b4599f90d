"""The pages of a discussion in a browser, with everything that can happen to a comment on them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from consultations.actions import authorship, moderation, reactions
from consultations.enums import CommentKind, ReactionKind, ThreadMark
from tests.cast import make_cast
from tests.consultations.discussing import talk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def said():
    """A discussion in which everything has happened once."""
    now = timezone.now() - timedelta(minutes=2)
    cast = make_cast(now=now)
    User.objects.update(language="en")
    said = talk(cast=cast, now=now)
    cedar = {"organisation": cast.cedar, "by": cast.cem}
    answer = said.post("Das hilft auch Müttern in kleinen Orten.", parent=said.comment, **cedar)
    said.post("Haben Sie Zahlen?", parent=answer, organisation=cast.federation, by=cast.ada)
    reactions.give(comment=said.comment, kind=ReactionKind.AGREE, now=now, **cedar)
    authorship.edit(
        comment=said.comment, text="Ab acht ist gut, ab fünf besser.", organisation=cast.birch, by=cast.bea, now=now
    )
    moderation.mark(comment=said.comment, as_=ThreadMark.PINNED, on=True, by=cast.ada, now=now)
    hidden = said.post("Frau K. wartet seit Mai.", kind=CommentKind.OBJECTION, **cedar)
    moderation.hide(comment=hidden, reason="Nennt eine Ratsuchende mit Namen.", by=cast.ada, now=now)
    closed = said.post("Sind Onlinekurse gemeint?", kind=CommentKind.QUESTION, **cedar)
    for mark in (ThreadMark.ANSWERED, ThreadMark.CLOSED):
        moderation.mark(comment=closed, as_=mark, on=True, by=cast.ada, now=now)
    authorship.withdraw(comment=said.post("Zu viel gesagt."), organisation=cast.birch, by=cast.bea, now=now)
    return said


@pytest.mark.promise(9)
def test_nothing_is_wrong_with_its_pages(said, reader):
    cast, printed = said.cast, f"{said.opened.consultation.get_absolute_url()}kommentare/"
    for person, path in ((cast.cem, said.path), (cast.bea, said.remark), (cast.ada, said.remark), (cast.cem, printed)):
        assert reader(user=person, language="en").troubles(path, schemes=("light",)) == []
