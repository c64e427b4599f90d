"""One comment on its own page: its earlier texts, and everything that can be done with it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts import acting
from accounts.models import Organisation, OrganisationKind

from ..actions import authorship, comments, moderation, reactions, reports
from ..enums import ReactionKind, ThreadMark
from ..queries.paper import on_page
from ..queries.remarked import CommentOnPage, comment_on_page
from . import words
from .kept import kept
from .loading import SectionView, signed_out, unknown


class CommentPage(SectionView):
    """`self.found` is the comment and what this reader may do with it; what one does not read does not exist."""

    def get(self, request: HttpRequest, slug: str, key, pk: int) -> HttpResponse:
        return self.render() if request.user.is_authenticated else unknown(request)

    @cached_property
    def found(self) -> CommentOnPage:
        section = self.section.pk
        found = comment_on_page(
            self.consultation, section, self.wording.digest, self.place, self.now, pk=min(self.kwargs["pk"], 2**31 - 1)
        )
        if found is None:
            raise Http404
        return found

    def render(self, *, errors: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
        section = on_page(self.wording)
        context = {
            "consultation": self.consultation,
            "version": self.consultation.version,
            "phase": self.consultation.phase(self.now),
            "section": section,
            "name": words.section_name(section),
            "place": self.place,
            "found": self.found,
            "post": self.found.post,
            "permalink": self.found.comment.get_absolute_url(),
            "errors": errors or {},
            "typed": self.request.POST,
            "base": self.consultation.get_absolute_url(),
            "path": self.path,
            "now": self.now,
        }
        return render(self.request, "consultations/remark/show.html", context, status=status)

    @property
    def path(self) -> str:
        return f"{self.consultation.get_absolute_url()}abschnitte/{self.kwargs['key']}/"


class CommentAct(CommentPage):
    """A form of that page. Once it is done one is back at the comment in its discussion."""

    http_method_names = ["post"]
    act = ""

    def post(self, request: HttpRequest, slug: str, key, pk: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.path)
        back = self.found.comment.get_absolute_url()
        try:
            self.run(acting.from_form(request))
        except (PermissionDenied, comments.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=back, status=403)
        except (comments.InvalidComment, moderation.ReasonMissing, moderation.ReasonTooLong) as refused:
            return self.render(errors={self.act: str(refused)}, status=422)
        except comments.CommentRefused as refused:
            return kept(request, sentence=str(refused), back=back, status=409)
        return HttpResponseRedirect(back)

    def run(self, organisation: Organisation) -> None:
        raise NotImplementedError

    @property
    def doing(self) -> dict:
        return {"comment": self.found.comment, "by": self.request.user, "now": self.now}


class EditComment(CommentAct):
    act = "edit"

    def run(self, organisation: Organisation) -> None:
        authorship.edit(organisation=organisation, text=self.request.POST.get("text", ""), **self.doing)


class WithdrawComment(CommentAct):
    act = "withdraw"

    def run(self, organisation: Organisation) -> None:
        authorship.withdraw(organisation=organisation, **self.doing)


class ReportComment(CommentAct):
    act = "report"

    def run(self, organisation: Organisation) -> None:
        reports.report(organisation=organisation, reason=self.request.POST.get("reason", ""), **self.doing)


class ReactToComment(CommentAct):
    """`reaction` is a kind, or "none" to take it back."""

    act = "react"

    def run(self, organisation: Organisation) -> None:
        said = self.request.POST.get("reaction")
        if said in ReactionKind:
            reactions.give(organisation=organisation, kind=ReactionKind(said), **self.doing)
        elif said == "none":
            reactions.take_back(organisation=organisation, **self.doing)
        else:
            raise Http404


class OfficeAct(CommentAct):
    """The secretariat's: sent for the federation, by an editor."""

    def run(self, organisation: Organisation) -> None:
        if organisation.kind != OrganisationKind.FEDERATION:
            raise PermissionDenied(_("Only the secretariat looks after discussions."))
        self.look_after()

    def look_after(self) -> None:
        raise NotImplementedError


class HideComment(OfficeAct):
    """With `show` in the form it is put back."""

    act = "hide"

    def look_after(self) -> None:
        if "show" in self.request.POST:
            moderation.show(**self.doing)
        else:
            moderation.hide(reason=self.request.POST.get("reason", ""), **self.doing)


class MarkThread(OfficeAct):
    """`mark` is one of the marks and whether it is set: "pinned-on", "pinned-off"."""

    act = "mark"

    def look_after(self) -> None:
        mark, _dash, state = self.request.POST.get("mark", "").partition("-")
        if mark not in ThreadMark or state not in ("on", "off"):
            raise Http404
        moderation.mark(as_=ThreadMark(mark), on=state == "on", **self.doing)
