"""What the site adds to every response."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

# How a view says with django-csp's decorators that it has another policy.
_OTHERWISE = frozenset({"_csp_config", "_csp_update", "_csp_replace", "_csp_exempt"})


class OnePolicy(CSPMiddleware):
    """django-csp, which builds the policy anew for each response. Ours is the same unless a view or the path says otherwise."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.policy = build_policy()
        self.excluded = tuple(settings.CONTENT_SECURITY_POLICY["EXCLUDE_URL_PREFIXES"])

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(self.excluded) or not _OTHERWISE.isdisjoint(vars(response)):
            return self.process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response
