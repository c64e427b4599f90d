"""What the worker is woken for."""

from celery import shared_task
from django.utils import timezone

from positions.models import Compilation

from .actions import statements


@shared_task(name="consultations.compile")
def compile_statement(compilation_id: int, **_) -> None:
    compilation = Compilation.objects.filter(pk=compilation_id).first()
    if compilation:
        statements.carry_out(compilation=compilation, now=timezone.now())
