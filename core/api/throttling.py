import logging
import time

from django.core.cache import cache
from rest_framework.throttling import SimpleRateThrottle

logger = logging.getLogger(__name__)


class WindowThrottle(SimpleRateThrottle):
    """Counts the requests of an address, or of a person signed in, in windows of the length that the rate names.

    One counter in the cache per window costs less than the list of moments that the framework keeps. When the cache
    does not answer, requests pass: slower, not broken.
    """

    scope = "anon"

    def get_cache_key(self, request, view):
        user = request.user
        return f"user-{user.pk}" if user and user.is_authenticated else f"address-{self.get_ident(request)}"

    def allow_request(self, request, view):
        if self.rate is None:
            return True
        moment = time.time()
        window = int(moment // self.duration)
        self.left = (window + 1) * self.duration - moment
        key = f"throttle-{window}-{self.get_cache_key(request, view)}"
        try:
            cache.add(key, 0, timeout=self.duration * 2)
            return cache.incr(key) <= self.num_requests
        except Exception as error:
            # Dropped between the two lines, or away: each kind of cache says so in its own way.
            logger.warning("The cache does not count requests: %s", error)
            return True

    def wait(self):
        return max(1, round(self.left + 0.5))
