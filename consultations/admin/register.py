"""The register of contributions: sifted, read, answered, handed out and put together, on one page that needs no script."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.models import Organisation, User

from ..actions import assignments, register, twins
from ..actions.refusals import Refused
from ..enums import CommentKind, Decision
from ..models import Contribution, StandardReason
from ..queries import register as queries
from ..queries.dispositions import answered
from ..queries.naming import names_of
from .base import ConsultationPage

ROWS = 50
ANY = ("", _("All"))


class SieveForm(forms.Form):
    """Every field may be empty; what cannot be read counts as empty."""

    q = forms.CharField(label=_("Number or words"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("Type"), required=False)
    section = forms.ChoiceField(label=_("Section"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    assignee = forms.ChoiceField(label=_("Assignee"), required=False)
    late = forms.BooleanField(label=_("Overdue only"), required=False)

    def __init__(self, *args, sections, organisations, editors, **kwargs):
        super().__init__(*args, **kwargs)
        states = [(queries.OPEN, _("Not answered")), (queries.DECIDED, _("Answered")), (queries.WITHDRAWN, _("Taken back"))]
        self.fields["state"].choices = [ANY, *states, *Decision.choices]
        self.fields["kind"].choices = [ANY, (queries.SUGGESTION, pgettext("contribution", "Suggestion")), *CommentKind.choices]
        self.fields["section"].choices = [ANY, *sections]
        self.fields["organisation"].choices = [ANY, *organisations]
        self.fields["assignee"].choices = [ANY, (queries.NOBODY, pgettext("assignee", "Nobody")), *editors]

    @property
    def sieve(self) -> queries.Sieve:
        self.is_valid()
        return queries.Sieve(**{name: value for name, value in self.cleaned_data.items() if value})


class WorkForm(forms.Form):
    """What is done with the ticked rows: one of the groups of fields, by the button that was pressed."""

    decision = forms.ChoiceField(label=_("Decision"), required=False, choices=[("", "–"), *Decision.choices])
    merged_into = forms.IntegerField(
        label=_("Merged into number"), required=False, min_value=1, help_text=_("Only for contributions that are merged.")
    )
    standard = forms.ModelChoiceField(
        label=_("Standard reason"), required=False, queryset=StandardReason.objects.all(), empty_label="–"
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=register.REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("All participants read it; each organisation gets one message for all that is decided together."),
    )
    assignee = forms.ModelChoiceField(
        label=_("Assignee"), required=False, queryset=User.objects.none(), empty_label=_("Nobody")
    )
    due_on = forms.DateField(label=_("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, editors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = editors


class RegisterPage(ConsultationPage):
    """All contributions of a consultation by number, fifty on a page. Where something is refused, ticks and texts are kept."""

    template_name = "consultations/admin/register/show.html"
    page_title = _("Register of contributions")
    header_icon = "list-ul"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.editors = people.editors(self.now).order_by("name")
        self.names = names_of(self.object) if self.object.version_id else {}
        self.sieve_form = SieveForm(request.GET, **self._choices())
        self.ticked = [int(number) for number in request.POST.getlist("nr") if number.isdecimal()]
        self.form = WorkForm(request.POST or None, editors=self.editors)

    def _choices(self) -> dict[str, list]:
        rows = self.object.contributions
        keys = rows.order_by("section").values_list("section", "section__key").distinct()
        order = {key: place for place, key in enumerate(self.names)}
        sections = sorted(keys, key=lambda pair: order.get(str(pair[1]), len(order)))
        named = Organisation.objects.filter(pk__in=rows.values("organisation")).order_by("name").values_list("pk", "name")
        return {
            "sections": [
                (str(pk), self.names.get(str(key), gettext("a section no longer in the paper"))) for pk, key in sections
            ],
            "organisations": [(str(pk), name) for pk, name in named],
            "editors": [(str(user.pk), user.name) for user in self.editors],
        }

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "csv":
            return self._export()
        return super().get(request, *args, **kwargs)

    def _export(self) -> StreamingHttpResponse:
        rows = queries.sifted(self.object, self.sieve_form.sieve, self.now)
        response = StreamingHttpResponse(queries.sheet(rows), content_type="text/csv; charset=utf-8")
        name = f"{pgettext('file name', 'register')}-{self.object.slug}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def get_context_data(self, **kwargs):
        pages = Paginator(queries.sifted(self.object, self.sieve_form.sieve, self.now), ROWS)
        page = pages.get_page(self.request.GET.get("p"))
        kept = {name: value for name, value in self.request.GET.items() if name not in ("p", "export") and value}
        rows = answered(list(page.object_list))
        return super().get_context_data(
            figures=queries.figures(self.object),
            decisions=Decision,
            sieve=self.sieve_form,
            is_sifted=bool(kept),
            sifting=urlencode(kept),
            pages=page,
            rows=rows,
            ticked=self.ticked,
            today=timezone.localdate(self.now),
            form=self.form,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.form.is_valid()
        chosen = list(
            self.object.contributions.filter(number__in=self.ticked).select_related("consultation").order_by("number")
        )
        do = {
            "insert": self._insert,
            "decide": self._decide,
            "assign": self._assign,
            "group": self._group,
            "ungroup": self._ungroup,
        }
        pressed = request.POST.get("do", "")
        if pressed == "insert":
            return self._insert()
        if not chosen:
            return self.again(400, refusal=gettext("Please tick at least one contribution."))
        if not self.form.is_valid() or pressed not in do:
            return self.again(400)
        try:
            done = do[pressed](chosen)
        except register.NowhereToMerge as refused:
            self.form.add_error("merged_into", str(refused))
            return self.again(400)
        except register.ReasonMissing as refused:
            self.form.add_error("reason", str(refused))
            return self.again(400)
        except Refused as refused:
            return self.again(409, refusal=str(refused))
        messages.success(request, done)
        return redirect(request.get_full_path())

    def _insert(self, chosen=None) -> HttpResponse:
        """The standard reason at the end of what is written already, to be edited; nothing is decided by it."""
        data = self.request.POST.copy()
        standard = self.form.cleaned_data.get("standard")
        if standard is not None:
            data["reason"] = "\n".join(text for text in (data.get("reason", "").strip(), standard.text) if text)
        self.form = WorkForm(data, editors=self.editors)
        return self.again(200, inserted=standard is not None)

    def _decide(self, chosen: list[Contribution]) -> str:
        said = self.form.cleaned_data
        if not said["decision"]:
            raise register.CannotDecide(gettext("Please choose a decision."))
        target = None
        if said["merged_into"]:
            target = self.object.contributions.filter(number=said["merged_into"]).first()
            if target is None:
                raise register.NowhereToMerge(gettext("There is no contribution with this number here."))
        decided = register.decide(
            contributions=chosen,
            decision=Decision(said["decision"]),
            reason=said["reason"],
            merged_into=target,
            by=self.request.user,
            now=self.now,
        )
        return ngettext("%(count)d contribution is answered.", "%(count)d contributions are answered.", len(decided)) % {
            "count": len(decided)
        }

    def _assign(self, chosen: list[Contribution]) -> str:
        said = {name: self.form.cleaned_data[name] for name in ("assignee", "due_on")}
        number = assignments.assign(contributions=chosen, by=self.request.user, now=self.now, **said)
        return ngettext("%(count)d contribution is assigned.", "%(count)d contributions are assigned.", number) % {
            "count": number
        }

    def _group(self, chosen: list[Contribution]) -> str:
        head = twins.group(contributions=chosen, by=self.request.user, now=self.now)
        return gettext("They are together under number %(number)d and are answered once.") % {"number": head.number}

    def _ungroup(self, chosen: list[Contribution]) -> str:
        for one in chosen:
            twins.ungroup(contribution=one, by=self.request.user, now=self.now)
        return gettext("They stand for themselves again.")


class TwinsPage(ConsultationPage):
    """Contributions that nearly say the same, as their words propose; a person says which of them do."""

    template_name = "consultations/admin/register/twins.html"
    page_title = _("Near-duplicates")
    header_icon = "list-ul"

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=queries.proposed_groups(self.object), **kwargs)

    def post(self, request, *args, **kwargs):
        numbers = [int(number) for number in request.POST.getlist("nr") if number.isdecimal()]
        chosen = self.object.contributions.filter(number__in=numbers)
        try:
            head = twins.group(contributions=chosen, by=request.user, now=timezone.now())
        except twins.CannotGroup as refused:
            return self.again(409, refusal=str(refused))
        messages.success(
            request, gettext("They are together under number %(number)d and are answered once.") % {"number": head.number}
        )
        return redirect(reverse("consultations_admin:register_twins", args=[self.object.pk]))
