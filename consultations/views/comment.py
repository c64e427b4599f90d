"""A comment on one section, or an answer to one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts import acting
from accounts import rules as people
from accounts.models import Organisation

from ..actions import anchors, comments, drafts
from ..enums import CommentVisibility, DraftKind
from ..forms.comments import CommentForm
from ..models import SectionComment
from ..queries.discussion import mentionable
from .kept import kept
from .loading import signed_out
from .section import SectionPage

# What of a form that is shown again comes as it was sent.
KEPT = ("kind", "visibility", "token", "parent", "quote", "quote_before", "quote_after")


class PostComment(SectionPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, key) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request, next_path=self.path)
        if "nennen" in request.POST:
            return self.mention()
        form = self.comment_form(request.POST)
        try:
            organisation = acting.from_form(request)
            if not form.is_valid():
                return self.render(comment_form=form, status=422)
            if self.is_for_delegates(form, organisation):
                return self.hand_over(form, organisation)
            comment = self.store(form, organisation)
        except (PermissionDenied, comments.NotEntitled, drafts.NotEntitled) as refused:
            return kept(request, sentence=str(refused), back=self.path, status=403)
        except (comments.NotNow, drafts.NotNow) as refused:
            return kept(request, sentence=str(refused), back=self.path, status=409)
        except (comments.CommentRefused, drafts.DraftRefused) as refused:
            form.add_error("text", str(refused))
            return self.render(comment_form=form, status=422)
        except anchors.InvalidQuote as refused:
            form.add_error("quote", str(refused))
            return self.render(comment_form=form, status=422)
        return self.stored(comment.get_absolute_url(), form)

    def stored(self, address: str, form: CommentForm) -> HttpResponse:
        """Lead there, and tell the script that keeps what is being typed which form arrived (static/js/keep.js)."""
        response = HttpResponseRedirect(address)
        response.set_cookie("stored", str(form.cleaned_data["token"]), max_age=60, samesite="Lax")
        return response

    def mention(self) -> HttpResponse:
        """The form again as it was typed: with the organisations to choose from, or with those chosen in the text."""
        said = self.request.POST
        names = list(mentionable(self.consultation, self.place.organisation))
        text = said.get("text", "")
        if chosen := [name for name in said.getlist("mention") if name in names]:
            text = f"{text.rstrip()} {' '.join(f'@{name}' for name in chosen)} ".lstrip()
        elif said["nennen"] != "einsetzen":
            self.mentionable = names
        kept = {name: said[name] for name in KEPT if name in said}
        return self.render(comment_form=self.comment_form(typed={**kept, "text": text}))

    def is_for_delegates(self, form: CommentForm, organisation: Organisation) -> bool:
        """Written for all participants by somebody who drafts for the organisation and does not submit."""
        parent = form.cleaned_data["parent"]
        inner = CommentVisibility.ORGANISATION in (form.cleaned_data["visibility"], parent.visibility if parent else None)
        person, now = self.request.user, self.now
        drafts_only = people.may_draft_for(person, organisation, now) and not people.may_submit_for(person, organisation, now)
        return drafts_only and not inner

    def hand_over(self, form: CommentForm, organisation: Organisation) -> HttpResponse:
        said = form.cleaned_data
        drafts.write(
            consultation=self.consultation,
            section=self.section,
            organisation=organisation,
            kind=DraftKind.COMMENT,
            text=said["text"],
            comment_kind=said["kind"],
            parent=said["parent"],
            quotation=form.quotation,
            token=said["token"],
            by=self.request.user,
            now=self.now,
        )
        messages.success(self.request, _("Your comment waits in your organisation’s room; a delegate submits it."))
        return self.stored(f"{self.path}#diskussion", form)

    def store(self, form: CommentForm, organisation) -> SectionComment:
        said = form.cleaned_data
        return comments.post(
            consultation=self.consultation,
            section=self.section,
            organisation=organisation,
            text=said["text"],
            kind=said["kind"],
            visibility=said["visibility"],
            parent=said["parent"],
            quotation=form.quotation,
            token=said["token"],
            by=self.request.user,
            now=self.now,
        )
