"""What can be done with a consultation at the press of a button: a table, and the one page that asks before it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from ..actions import consultations, statements
from ..models import Consultation
from .base import ConsultationPage

Refusal = Callable[[Consultation, datetime], str | None]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed before the end; it is kept in the record."),
    )


@dataclass(frozen=True)
class Act:
    """One verb: to which consultations it applies, what keeps it from being done now, and what it does."""

    name: str
    path: str
    label: Promise
    explanation: Promise
    done: Promise
    applies: Callable[[Consultation], bool]
    refusal: Refusal
    run: Callable[..., object]
    asks_reason: bool = False

    def view(self):
        return ActView.as_view(act=self)

    def url(self, consultation: Consultation) -> str:
        return reverse(f"consultations_admin:{self.name}", args=[consultation.pk])


def _nothing(consultation: Consultation, now: datetime) -> None:
    return None


ACTS = [
    Act(
        name="release",
        path="release",
        label=_("Release"),
        explanation=_("It opens by itself when its first phase begins. Until then the release can be taken back."),
        done=_("Released. It opens by itself."),
        applies=lambda c: c.opened_at is None and c.released_at is None,
        refusal=consultations.obstacle,
        run=consultations.release,
    ),
    Act(
        name="withdraw_release",
        path="withdraw-release",
        label=_("Take the release back"),
        explanation=_("It no longer opens by itself."),
        done=_("The release was taken back."),
        applies=lambda c: c.opened_at is None and c.released_at is not None,
        refusal=_nothing,
        run=consultations.withdraw_release,
    ),
    Act(
        name="open",
        path="open",
        label=_("Open now"),
        explanation=_(
            "Electorate, rule and visibility are frozen, the questions are put, and everyone invited is told by mail. "
            "This cannot be undone."
        ),
        done=_("The consultation is open. Everyone invited is being told."),
        applies=lambda c: c.opened_at is None,
        refusal=consultations.obstacle,
        run=consultations.open_,
    ),
    Act(
        name="hide_results",
        path="hide-results",
        label=_("Hide the results"),
        explanation=_("From now on nobody sees results before the close, the secretariat neither. This cannot be undone."),
        done=_("The results are hidden until the close."),
        applies=lambda c: c.opened_at is not None and c.closed_at is None and not c.results_hidden,
        refusal=_nothing,
        run=consultations.hide_results,
        asks_reason=True,
    ),
    Act(
        name="close",
        path="close",
        label=_("Close now"),
        explanation=_("The outcomes are counted from the votes and frozen, and the record is sealed. This cannot be undone."),
        done=_("The consultation is closed. The frame of the statement is prepared."),
        applies=lambda c: c.opened_at is not None and c.closed_at is None,
        refusal=_nothing,
        run=consultations.close,
        asks_reason=True,
    ),
    Act(
        name="prepare_draft",
        path="prepare-statement",
        label=_("Prepare the statement"),
        explanation=_("The frame of the statement is filled with all that can be derived; the secretariat writes the rest."),
        done=_("The frame of the statement is prepared."),
        applies=lambda c: c.closed_at is not None and c.statement_draft_id is None,
        refusal=_nothing,
        run=statements.prepare_draft,
    ),
]


def offered(consultation: Consultation, user: User, now: datetime) -> list[dict]:
    """The acts that apply to this consultation for this person, each with what keeps it from being done now."""
    if not user.has_perm("consultations.change_consultation"):
        return []
    return [
        {"label": act.label, "url": act.url(consultation), "refusal": act.refusal(consultation, now)}
        for act in ACTS
        if act.applies(consultation)
    ]


class ActView(ConsultationPage):
    """Says what will happen and asks; where it cannot be done, says why instead of asking."""

    act: Act | None = None
    template_name = "consultations/admin/consultation/act.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.form = ReasonForm(request.POST or None) if self.act.asks_reason else None

    def get_page_title(self):
        return self.act.label

    def get_context_data(self, **kwargs):
        kwargs.setdefault("refusal", self._refusal())
        return super().get_context_data(act=self.act, form=self.form, **kwargs)

    def post(self, request, *args, **kwargs):
        if sentence := self._refusal():
            return self.again(409, refusal=sentence)
        if self.form and not self.form.is_valid():
            return self.again(400)
        try:
            self.act.run(consultation=self.object, by=request.user, now=timezone.now(), **self._given())
        except consultations.ReasonMissing as missing:
            self.form.add_error("reason", str(missing))
            return self.again(400)
        except consultations.Refused as refused:
            return self.again(409, refusal=str(refused))
        messages.success(request, self.act.done)
        return redirect("consultations_admin:inspect", self.object.pk)

    def _refusal(self) -> str | None:
        if not self.act.applies(self.object):
            return str(_("This is not possible any more; the consultation has moved on."))
        return self.act.refusal(self.object, timezone.now())

    def _given(self) -> dict[str, str]:
        return {"reason": self.form.cleaned_data["reason"]} if self.form else {}
