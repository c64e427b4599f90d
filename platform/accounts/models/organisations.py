"""Organisations, and who acts for them."""

from datetime import date, datetime

from django.conf import settings
from django.core.cache import cache
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.search import index


class OrganisationKind(models.TextChoices):
    FEDERATION = "federation", pgettext_lazy("organisation", "The federation itself")
    ASSOCIATION = "association", pgettext_lazy("organisation", "Association")
    INITIATIVE = "initiative", pgettext_lazy("organisation", "Initiative without legal form")
    COUNCIL = "council", pgettext_lazy("organisation", "Migrants' council")
    SUPPORTER = "supporter", pgettext_lazy("organisation", "Supporting member")


class Size(models.TextChoices):
    """How many people an organisation says it has. Declared by itself, for results by group."""

    SMALL = "small", pgettext_lazy("organisation size", "Up to 30 people")
    MEDIUM = "medium", pgettext_lazy("organisation size", "31 to 100 people")
    LARGE = "large", pgettext_lazy("organisation size", "More than 100 people")


class Field(models.TextChoices):
    """What an organisation mainly does. Declared by itself, for results by group."""

    ADVICE = "advice", pgettext_lazy("field of work", "Advice and support")
    BUSINESS = "business", pgettext_lazy("field of work", "Work and business")
    CULTURE = "culture", pgettext_lazy("field of work", "Culture and encounter")
    DEVELOPMENT = "development", pgettext_lazy("field of work", "Development and One World")
    EDUCATION = "education", pgettext_lazy("field of work", "Education and language")
    PARTICIPATION = "participation", pgettext_lazy("field of work", "Political participation")
    RELIGION = "religion", pgettext_lazy("field of work", "Religion")
    SPORT = "sport", pgettext_lazy("field of work", "Sport and health")
    WOMEN = "women", pgettext_lazy("field of work", "Women")
    YOUTH = "youth", pgettext_lazy("field of work", "Children and youth")


class Role(models.TextChoices):
    """What a person does in an organisation. Editor and board are roles in the federation itself."""

    READER = "reader", pgettext_lazy("role", "Reader")
    CONTRIBUTOR = "contributor", pgettext_lazy("role", "Contributor")
    DELEGATE = "delegate", pgettext_lazy("role", "Delegate")
    DEPUTY = "deputy", pgettext_lazy("role", "Deputy")
    EDITOR = "editor", pgettext_lazy("role", "Editor")
    BOARD = "board", pgettext_lazy("role", "Board")


FEDERATION_ROLES = frozenset({Role.EDITOR, Role.BOARD})
DRAFTING_ROLES = frozenset({Role.CONTRIBUTOR, Role.DELEGATE, Role.DEPUTY})
SUBMITTING_ROLES = frozenset({Role.DELEGATE, Role.DEPUTY})
# Who submits as well where an organisation has chosen the short way.
DIRECT_ROLES = DRAFTING_ROLES
INVITING_ROLES = frozenset({Role.DELEGATE})
MANAGING_ROLES = frozenset({Role.DELEGATE})


class OrganisationQuerySet(models.QuerySet):
    def members(self):
        """The federation's members, supporting ones included."""
        return self.exclude(kind=OrganisationKind.FEDERATION).filter(left_on=None)

    def electorate(self):
        """Members with at least one vote."""
        return self.members().exclude(kind=OrganisationKind.SUPPORTER).filter(votes__gt=0)

    def of(self, user, now: datetime, roles=frozenset(Role)):
        """Those in which this person has one of these roles at this moment. Nobody has none. Twin of `rules.belongs_to`."""
        if not user.is_authenticated:
            return self.none()
        held = Membership.objects.active(now).filter(user=user, role__in=roles)
        return self.filter(pk__in=held.values("organisation"))

    def drafted_for_by(self, user, now: datetime):
        """Twin of `rules.may_draft_for`."""
        return self.of(user, now, DRAFTING_ROLES)

    def managed_by(self, user, now: datetime):
        """Twin of `rules.may_manage`."""
        return self.of(user, now, MANAGING_ROLES)

    def submitted_for_by(self, user, now: datetime):
        """Twin of `rules.may_submit_for`."""
        if not user.is_authenticated:
            return self.none()
        held = Membership.objects.active(now).submitting().filter(user=user)
        return self.filter(pk__in=held.values("organisation"))


class Organisation(index.Indexed, models.Model):
    """A member body of the federation, or the federation itself."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address part"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.ASSOCIATION)
    is_legal_person = models.BooleanField(
        _("legal person"), default=True, help_text=_("Councils and initiatives often are not; they vote all the same.")
    )
    region = models.CharField(_("region"), max_length=100, blank=True)
    size = models.CharField(_("size"), max_length=10, choices=Size, blank=True)
    field_of_work = models.CharField(_("field of work"), max_length=20, choices=Field, blank=True)
    submits_directly = models.BooleanField(
        _("members submit directly"),
        default=False,
        help_text=_(
            "The short way: contributors submit comments, suggestions and votes themselves. "
            "Otherwise they draft, and a delegate submits."
        ),
    )
    votes = models.PositiveSmallIntegerField(
        _("number of votes"),
        default=1,
        validators=[MaxValueValidator(1000)],
        help_text=_("Frozen for a consultation when it opens. Supporting members have none."),
    )
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
        index.FilterField("region"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["supporter", "federation"]) | Q(votes=0), name="organisation_without_vote"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def has_vote(self) -> bool:
        return self.votes > 0


class MembershipQuerySet(models.QuerySet):
    def active(self, now: datetime):
        """Memberships in force at this moment: begun, not ended, person active, organisation still there."""
        return self.in_force(now, timezone.localdate(now))

    def in_force(self, now: datetime, today: date):
        """The same, where the day in Europe/Berlin is known already."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=now),
            Q(valid_until=None) | Q(valid_until__gt=now),
            Q(organisation__left_on=None) | Q(organisation__left_on__gt=today),
            user__is_active=True,
        )

    def submitting(self):
        """Those that may submit in the organisation's name: delegates and deputies, on the short way contributors too."""
        return self.filter(Q(role__in=SUBMITTING_ROLES) | Q(role__in=DIRECT_ROLES, organisation__submits_directly=True))


class Membership(models.Model):
    """A person's role in an organisation, from a moment to a moment (open ends allowed). Ended, never deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    valid_from = models.DateTimeField(_("from"), null=True, blank=True)
    valid_until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organisation__name", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(valid_until=None), name="membership_once_open"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="membership_period",
            ),
            models.CheckConstraint(
                condition=~Q(role="deputy") | Q(valid_until__isnull=False), name="membership_deputy_is_limited"
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.organisation} · {self.get_role_display()}"

    @property
    def submits(self) -> bool:
        """The same as `MembershipQuerySet.submitting`, for a row that is loaded with its organisation."""
        return self.role in (DIRECT_ROLES if self.organisation.submits_directly else SUBMITTING_ROLES)

    def is_active(self, now: datetime) -> bool:
        """The same as `MembershipQuerySet.active`, for a row that is loaded with its organisation, of an active person."""
        begun = self.valid_from is None or self.valid_from <= now
        ended = self.valid_until is not None and self.valid_until <= now
        left_on = self.organisation.left_on
        return begun and not ended and (left_on is None or left_on > timezone.localdate(now))


class InvitationQuerySet(models.QuerySet):
    def open(self, now: datetime):
        """Neither accepted nor expired, into an organisation that is still there."""
        left = Q(organisation__left_on=None) | Q(organisation__left_on__gt=timezone.localdate(now))
        return self.filter(left, accepted_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """An invitation by mail to act for an organisation. The token is mailed; only its hash is stored."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("organisation")
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.DELEGATE)
    valid_until = models.DateTimeField(_("membership until"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="de")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(Lower("email"), "organisation", condition=Q(accepted_at=None), name="invitation_once_open"),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.get_role_display()}"


LETTERHEAD_KEY = "accounts.letterhead"


@register_setting(icon="group")
class FederationProfile(BaseGenericSetting):
    """Letterhead and self-description of the federation; copied into a statement when it is issued."""

    name = models.CharField(_("name"), max_length=200, default="Mitstimme")
    claim = models.CharField(_("one line below the name"), max_length=200, blank=True)
    address = models.TextField(_("address"), blank=True, help_text=_("One line each."))
    city = models.CharField(_("place"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    register_entry = models.CharField(_("register entry"), max_length=200, blank=True)
    about = models.TextField(_("who we are"), blank=True, help_text=_("Two or three sentences for statements."))
    signature = models.TextField(_("signature"), blank=True, help_text=_("Names and offices, one line each."))

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("claim"), FieldPanel("about")], heading=_("The federation")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("address", "city", "email", "phone", "office_hours", "website", "register_entry")],
            heading=_("Letterhead"),
        ),
        FieldPanel("signature"),
    ]

    class Meta:
        verbose_name = _("federation profile")

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        # Once now, for this transaction's own reads, and once when others can see what was written.
        cache.delete(LETTERHEAD_KEY)
        transaction.on_commit(lambda: cache.delete(LETTERHEAD_KEY))
