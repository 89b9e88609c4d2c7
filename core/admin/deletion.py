"""What goes with a record when it is deleted, as far as the person may know."""

from django.contrib.admin.utils import NestedObjects, quote
from django.db import router
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import scope


class Deletion:
    """Collects what would be deleted and what stands in the way; names only records that the person manages."""

    def __init__(self, request, admin_site):
        self.user = request.user
        self.admin_site = admin_site
        self.hidden = False
        self.counts = {}

    def collect(self, objs):
        collector = NestedObjects(using=router.db_for_write(type(objs[0])), origin=objs)
        collector.collect(objs)
        for model, rows in collector.model_objs.items():
            known = [row for row in rows if self._is_known(row)]
            if known and not model._meta.auto_created:
                self.counts[str(model._meta.verbose_name_plural)] = len(known)
        to_delete = collector.nested(self._named)
        protected = [self._named(row) for row in collector.protected if self._is_known(row)]
        if any(not self._is_known(row) for row in collector.protected):
            protected.append(_("Records that you may not see"))
        return [entry for entry in to_delete if entry], protected

    def _is_known(self, obj):
        if type(obj) not in scope.registered_models():
            return scope.facts_for(self.user).is_superuser
        return scope.can_manage(self.user, obj)

    def _named(self, obj):
        opts = obj._meta
        if not self._is_known(obj):
            return _("A record that you may not see")
        if not self.admin_site.is_registered(type(obj)):
            return f"{capfirst(opts.verbose_name)}: {obj}"
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=(quote(obj.pk),))
        return format_html('{}: <a href="{}">{}</a>', capfirst(opts.verbose_name), address, obj)
