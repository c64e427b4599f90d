import time

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

UPSERT = """
INSERT INTO yardstick_barevote (question, organisation, choice) VALUES (%s, %s, %s)
ON CONFLICT (question, organisation) DO UPDATE SET choice = excluded.choice
"""


@csrf_exempt
def bare_vote(request: HttpRequest) -> HttpResponse:
    """bare: a POST view without session, CSRF, rights, phase or record; one raw upsert."""
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [int(request.POST["question"]), int(request.POST["organisation"]), request.POST["choice"]])
    return HttpResponse(status=204)


def cpu(request: HttpRequest) -> HttpResponse:
    """Milliseconds of processor time this process has used so far."""
    return HttpResponse(str(time.process_time() * 1000))
