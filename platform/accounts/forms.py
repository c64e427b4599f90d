"""What people may type about accounts. Forms validate; actions write."""

from datetime import datetime, time

from allauth.account.forms import ConfirmLoginCodeForm
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Field, Membership, Organisation, OrganisationKind, Role, Size, User
from .models.organisations import FEDERATION_ROLES, SUBMITTING_ROLES

NOT_DECLARED = ("", _("not declared"))
LANGUAGE_NAMES = [("de", "Deutsch"), ("en", "English")]  # each in itself, for whoever reads no other


class CodeForm(ConfirmLoginCodeForm):
    """allauth's, which passes over spaces and dashes, with the wish to stay signed in."""

    remember = forms.BooleanField(required=False)


class PersonForm(forms.Form):
    """How a person wants to be called and addressed."""

    name = forms.CharField(label=_("Your name"), max_length=150)
    language = forms.ChoiceField(label=_("Language of the site and the mails"), choices=LANGUAGE_NAMES)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class AcceptForm(PersonForm):
    """The answer of somebody new to an invitation."""

    consent = forms.BooleanField(
        error_messages={"required": _("Please tick this box: without your consent we may not keep what you write here.")}
    )


class ConsentForm(forms.Form):
    """The answer of somebody who has an account: name and language are known."""

    consent = AcceptForm.base_fields["consent"]


class OrganisationForm(forms.Form):
    """What an organisation declares about itself, and whether its members submit directly."""

    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    size = forms.ChoiceField(label=_("Size"), required=False, choices=[NOT_DECLARED, *Size.choices])
    field_of_work = forms.ChoiceField(
        label=_("Field of work"), required=False, choices=[("", _("not declared")), *Field.choices]
    )
    submits_directly = forms.BooleanField(
        label=_("Members submit directly"),
        required=False,
        help_text=_("The short way: contributors submit comments, suggestions and votes themselves, without a delegate."),
    )


class StandInForm(forms.Form):
    """Who of an organisation's people votes and submits for a while."""

    person = forms.ModelChoiceField(label=_("Who"), queryset=User.objects.none())
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, organisation: Organisation, now: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        members = Membership.objects.active(now).filter(organisation=organisation)
        submitting = members.filter(role__in=SUBMITTING_ROLES).values("user")
        self.fields["person"].queryset = User.objects.filter(pk__in=members.values("user")).exclude(pk__in=submitting)

    @property
    def valid_until(self) -> datetime:
        """The end of the last day, in the federation's time."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["until"], time(23, 59, 59)))


class InviteForm(forms.Form):
    """Whom a delegate invites, into which role."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        is_federation = organisation.kind == OrganisationKind.FEDERATION
        self.fields["role"].choices = [(r.value, r.label) for r in Role if (r in FEDERATION_ROLES) is is_federation]
        if not is_federation:
            self.fields["role"].initial = Role.CONTRIBUTOR

    @property
    def valid_until(self) -> datetime | None:
        """The end of the last day, in the federation's time."""
        day = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59))) if day else None
