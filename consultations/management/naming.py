"""How the commands find a consultation: by its address part or its id."""

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils.translation import gettext as _

from ..models import Consultation


def consultation_named(given: str) -> Consultation:
    """CommandError if there is none, with the names of some."""
    wanted = Q(slug=given) | Q(pk=int(given)) if given.isdecimal() else Q(slug=given)
    if found := Consultation.objects.select_related("version").filter(wanted).first():
        return found
    known = ", ".join(Consultation.objects.exclude(opened_at=None).values_list("slug", flat=True)[:5])
    if known:
        sentence = _("There is no consultation “%(given)s”. There are: %(known)s.")
        raise CommandError(sentence % {"given": given, "known": known})
    raise CommandError(_("There is no consultation “%(given)s”; none has been opened yet.") % {"given": given})
