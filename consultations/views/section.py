"""The page of one section: its wording, the vote, the discussion and the forms to take part in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.safestring import SafeString

from positions.wording.changes import changes_between

from ..actions.votes import VoteRefused
from ..enums import ReactionKind, Stance
from ..forms.comments import CommentForm
from ..models import SectionComment
from ..phases import Verb
from ..queries.became import became
from ..queries.discussion import Discussion, answerable, discussion, page_with
from ..queries.dissents import NoteOnPage, note_on_page
from ..queries.own import conditions
from ..queries.paper import SectionOnPage, section_on_page
from ..queries.suggested import Suggested, on_section
from . import quiet, words
from .filling import as_typed
from .loading import SectionView


@dataclass(frozen=True)
class Then:
    """What has changed in the wording since this version, word by word."""

    number: int
    changes: SafeString


class SectionPage(SectionView):
    """With `HX-Request` it answers with the discussion alone, for the place where the paper's page opens it."""

    mentionable: Sequence[str] = ()  # the names to choose from, where somebody asked for them

    def get(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        return self.render(comment_form=self.comment_form(parent=self.asked_parent()))

    def render(
        self,
        *,
        comment_form: CommentForm,
        typed: Mapping[str, str] | None = None,
        refused: VoteRefused | None = None,
        changes_since_read: str = "",
        status: int = 200,
    ) -> HttpResponse:
        part = "_discussion" if self.request.headers.get("HX-Request") else "read"
        section = section_on_page(self.consultation, self.wording, self.place)
        words.tell([section])
        if self.place.votes_now:
            named = [*section.conditions, *conditions(self.consultation, section.section_id)]
            section.conditions = list(dict(named).items())
        lines = quiet.QuietLines(self.place, self.consultation, get_token(self.request))
        threads = self.discussion(section)
        if typed is not None:
            section.filled = as_typed(typed, refused)
        context = {
            "consultation": self.consultation,
            "version": self.consultation.version,
            "phase": self.consultation.phase(self.now),
            "section": section,
            "text": (threads and threads.wording) or section.html,
            "is_in_force": self.is_in_force,
            "is_objectable": self.place.votes_now and section.own is not None and section.own.is_objectable(self.now),
            "changes_since_read": changes_since_read,
            "then": self.then(),
            "name": words.section_name(section),
            "result": quiet.result(section),
            "became": became(self.consultation, section, self.request.user, self.now),
            "note": self.note(section),
            "line": lines.vote(section) if self.is_in_force else "",
            "place": self.place,
            "suggestions": self.suggestions(section) if part == "read" else [],
            "suggests": self.suggests(section),
            "stances": Stance.choices,
            "discussion": threads,
            "answers_to": self.answers_to(comment_form, threads),
            "form": comment_form,
            "reaction_kinds": ReactionKind.choices,
            "mentionable": self.mentionable,
            "base": self.consultation.get_absolute_url(),
            "path": self.path,
            "now": self.now,
        }
        response = render(self.request, f"consultations/section/{part}.html", context, status=status)
        response["Vary"] = "HX-Request, Cookie"
        return response

    def then(self) -> Then | None:
        """What has changed since the version named in the address (`?damals=`), if the wording was another one there."""
        asked = self.request.GET.get("damals", "")
        if not asked.isdecimal() or int(asked[:9]) >= self.wording.version.number:
            return None
        found = self.section.wordings.filter(version__number=int(asked[:9])).first()
        if found is None or found.digest == self.wording.digest:
            return None
        return Then(int(asked[:9]), changes_between(found, self.wording, prefix="damals-"))

    def note(self, section: SectionOnPage) -> NoteOnPage | None:
        return note_on_page(self.consultation, section, self.place, self.now)

    @property
    def path(self) -> str:
        return f"{self.consultation.get_absolute_url()}abschnitte/{self.kwargs['key']}/"

    def comment_form(
        self, data=None, parent: SectionComment | None = None, typed: Mapping[str, str] | None = None
    ) -> CommentForm:
        open_to_answers = answerable(self.consultation, self.section.pk, self.place, self.now)
        initial = {"parent": parent.pk} if parent else dict(typed or {})
        return CommentForm(data, answerable=open_to_answers, initial=initial)

    def asked_parent(self) -> SectionComment | None:
        """The comment named in the address (`?antwort=`), if it can be answered by this reader."""
        asked = self.request.GET.get("antwort", "")
        if not asked.isdecimal() or not self.place.comments_now:
            return None
        return answerable(self.consultation, self.section.pk, self.place, self.now).filter(pk=int(asked[:18])).first()

    def answers_to(self, form: CommentForm, threads: Discussion | None) -> int | None:
        """The comment on this page under which the form stands; None if the form stands at the end."""
        asked = str(form["parent"].value() or "")
        shown = {str(post.pk): post.pk for thread in threads.threads for post in thread.posts} if threads else {}
        return shown.get(asked) if self.place.comments_now else None

    def suggestions(self, section: SectionOnPage) -> list[Suggested]:
        """They are read by those who read discussions."""
        return on_section(self.consultation, section.section_id) if self.place.reads_discussions else []

    def suggests(self, section: SectionOnPage) -> bool:
        """Whether this reader can suggest something here now, as the organisation's or in its room."""
        place = self.place
        able = (
            place.participation is not None and place.commenting_obstacle is None and self.is_in_force and not section.is_whole
        )
        return able and self.consultation.refusal(Verb.SUGGEST, self.now, place.participation) is None

    def discussion(self, section: SectionOnPage) -> Discussion | None:
        if not self.place.reads_discussions:
            return None
        asked = (self.consultation, section.section_id)
        start = self.number("nach")
        if comment := self.number("beitrag"):
            start = page_with(*asked, self.place, self.now, comment_id=comment)
        return discussion(*asked, section.digest, self.place, self.now, after=start)

    def number(self, name: str) -> int:
        """A number in the address; 0 if it is none."""
        said = self.request.GET.get(name, "")
        return int(said[:9]) if said.isdecimal() else 0
