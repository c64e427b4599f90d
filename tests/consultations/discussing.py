"""A discussion with a comment in it: what the tests of what happens to comments stand on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from consultations.actions import comments
from consultations.models import SectionComment
from tests.cast import Cast
from tests.consultations.factories import Opened, open_consultation


@dataclass
class Talk:
    """Birch and Cedar take part; `comment` was written by Bea for Birch on the first section, now."""

    cast: Cast
    opened: Opened
    now: datetime
    comment: SectionComment

    @property
    def path(self) -> str:
        return f"{self.opened.consultation.get_absolute_url()}abschnitte/{self.opened.keys[0]}/"

    @property
    def remark(self) -> str:
        """The address of the comment's own page."""
        return f"{self.path}kommentare/{self.comment.pk}/"

    def post(self, text: str, **said) -> SectionComment:
        return _post(self.cast, self.opened, self.now, text, **said)

    def again(self) -> SectionComment:
        return SectionComment.objects.get(pk=self.comment.pk)


def talk(*, cast: Cast, now: datetime, phase: str = "vote", **fields) -> Talk:
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar], phase=phase, **fields)
    return Talk(cast, opened, now, _post(cast, opened, now, "Ab acht ist gut."))


def _post(cast: Cast, opened: Opened, now: datetime, text: str, **said) -> SectionComment:
    said = {"organisation": cast.birch, "by": cast.bea, "section": opened.wordings[0].section, "now": now, **said}
    return comments.post(consultation=opened.consultation, text=text, token=uuid4(), **said)
