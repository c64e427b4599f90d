"""An upload that is too large is broken off while it arrives: it never lies in memory nor, beyond the limit, on the disk."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

TOLERANCE = 64 * 1024  # what a form adds to the file: its other fields and the borders between them


class LimitedUpload(FileUploadHandler):
    """Stops as soon as more has arrived than may be imported, and says so on the request."""

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > settings.IMPORT_MAX_BYTES:
            self.request.upload_is_too_large = True
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size):
        return None


def limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, with uploads limited. Handlers must be in place before anyone, CSRF protection included, reads the form."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def limiting(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.upload_is_too_large = False
        request.upload_handlers.insert(0, LimitedUpload(request))
        return protected(request, *args, **kwargs)

    return limiting
