"""Free texts the record only knows by their commitment."""

import hashlib
import secrets

from django.db import transaction

from ..models import Remark


@transaction.atomic
def commit(*, text: str) -> Remark:
    """Keep a text apart from the record. Its commitment, SHA-256(salt + text), is what the record holds."""
    salt = secrets.token_hex(16)
    return Remark.objects.create(commitment=commitment(salt, text), salt=salt, text=text)


def commitment(salt: str, text: str) -> str:
    """What stands in the record for this text."""
    return hashlib.sha256((salt + text).encode()).hexdigest()
