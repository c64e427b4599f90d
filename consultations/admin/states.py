"""Where a consultation stands, in a few words for lists of the admin."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models import Consultation
from ..phases import spoken


def state(consultation: Consultation, now: datetime) -> str:
    """One phrase: in preparation, opens on …, the running phase with its end, closed on …. Reads prefetched `phases`."""
    if consultation.closed_at is not None:
        return _("Closed on %(when)s") % {"when": spoken(consultation.closed_at)}
    if consultation.opened_at is None:
        return _opening(consultation)
    phase = consultation.phase(now)
    if phase is None:
        return _("Open, between phases")
    return _("%(phase)s until %(when)s") % {"phase": phase.get_kind_display(), "when": spoken(phase.closes_at)}


def _opening(consultation: Consultation) -> str:
    phases = sorted(consultation.phases.all(), key=lambda phase: phase.opens_at)
    if consultation.released_at is None or not phases:
        return pgettext("state of a consultation", "In preparation")
    return _("Opens on %(when)s") % {"when": spoken(phases[0].opens_at)}
