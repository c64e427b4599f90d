"""Between upload and confirmation: the parsed file is kept for its uploader, for a day at most."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User

from ..importing.paper import ImportedPaper, ImportedSection
from ..models import Paper, PendingImport

LIFETIME = timedelta(days=1)


@transaction.atomic
def hold(*, imported: ImportedPaper, name: str, paper: Paper | None = None, by: User, now: datetime) -> PendingImport:
    """Keep what was understood, for a new paper or for a new state of `paper`. What has expired is cleared away with it."""
    PendingImport.objects.filter(expires_at__lte=now).delete()
    return PendingImport.objects.create(
        user=by, paper=paper, name=name[:255], content=asdict(imported), expires_at=now + LIFETIME
    )


@transaction.atomic
def forget(*, pending: PendingImport, by: User, now: datetime) -> None:
    """It was confirmed or given up."""
    pending.delete()


def understood(pending: PendingImport) -> ImportedPaper:
    """The parsed file as the reader returned it."""
    content = pending.content
    return ImportedPaper(**{**content, "sections": [ImportedSection(**section) for section in content["sections"]]})
