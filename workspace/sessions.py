"""One form that stands open: what it was made from, what was typed into it, what others changed meanwhile."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from core.admin.conflict_panel import Panel, last_change
from core.admin.merging import Merge
from core.admin.snapshots import Sheet, seal, unseal
from core.clock import now
from core.editing import Editor, as_sent, content_of, kept_pictures
from core.plain_texts.forms import in_html
from core.services import keeping
from core.services.proposing import pictures_of_change

MADE_FROM = "_made-from"
AUTOSAVE = "_autosave"


class WritingSession:
    """The form of a record, or of one that is not there yet, for one person."""

    def __init__(self, request, kind, obj=None, *, change=None):
        self.request, self.kind, self.obj, self.change = request, kind, obj, change
        self.user = request.user
        self.data, self.files = None, None
        self.merge = None
        self.autosave_id = keeping.proper_id(request.POST.get(AUTOSAVE) or request.GET.get("restore"))

    @property
    def object_id(self):
        return self.obj.pk if self.obj is not None else ""

    @cached_property
    def sent(self):
        return in_html(self.request.POST.copy())

    def take_sent(self):
        """Read what was sent; pictures are kept at once, whatever becomes of the rest."""
        self.data, self.files = self.sent, self.request.FILES
        for name in [name for name in self.files if name.startswith("pictures-") and name.endswith("-file")]:
            try:
                picture = self.keep_picture(self.files[name])
            except ValidationError:
                continue  # the field itself says what is wrong with its file
            self.data[name.removesuffix("file") + "kept"] = picture.pk
            del self.files[name]

    def keep_picture(self, file):
        return keeping.keep_picture(
            self.user, self.autosave_id, kind=self.kind.key, object_id=self.object_id, file=file
        )

    def give_back(self):
        """Take what was sent, to be looked over; files are not sent back."""
        self.data, self.files = self.sent, {}

    def restore(self, row):
        """Take what was kept of an earlier form."""
        self.data, self.files = as_sent(row.content), {}

    def open_change(self):
        """Go on with a change that waits or came back: as it was sent, over the version that it was made from."""
        made_from = seal({**self.change.base, "at": now().isoformat()}, self.obj._meta.label_lower, self.obj.pk)
        self.data, self.files = as_sent({**self.change.content, MADE_FROM: [made_from]}), {}

    def hold_against_stored(self):
        """Bring in what others changed since the form was made; says whether it may be saved as it is."""
        if self.obj is None:
            return True
        made_from = unseal(self.data.get(MADE_FROM, ""), self.obj._meta.label_lower, self.obj.pk)
        merge = Merge(self._sheet(), made_from, self.data, self.files)
        if merge.is_current:
            if merge.choices:
                self.data = merge.run().post
            return True
        self.merge, self.since = merge, (made_from or {}).get("at", "")
        self.data = merge.run().post
        return False

    def _sheet(self):
        """The form that somebody who opens the record now would see."""
        stored = type(self.obj)._base_manager.get(pk=self.obj.pk) if self.obj is not None else None
        editor = Editor(self.kind, self.user, stored)
        return Sheet.of(editor.form, [(formset, None) for formset in editor.formsets], lambda _inline: True)

    @cached_property
    def editor(self):
        kept = kept_pictures(self.user)
        keepers = kept if self.change is None else kept | pictures_of_change(self.change)
        return Editor(self.kind, self.user, self.obj, self.data, self.files, keepers=keepers)

    @property
    def made_from(self):
        """The version that the next answer is held against."""
        if self.obj is None:
            return ""
        if self.merge is None and self.data is not None:
            return self.data.get(MADE_FROM, "")
        snapshot = (
            self._sheet().snapshot() if self.merge is None else {**self.merge.theirs, "open": self.merge.left_open()}
        )
        return seal({**snapshot, "at": now().isoformat()}, self.obj._meta.label_lower, self.obj.pk)

    @property
    def conflict(self):
        """What the page of a conflict tells, or None."""
        if self.merge is None:
            return None
        trace = last_change(self.user, type(self.obj), self.obj.pk, since=self.since)
        return Panel(self.merge, self.request, trace)

    def keep_text(self):
        data = self.sent
        title = next(
            (data[name] for name in data if name.startswith(f"{self.kind.model.title_field}_") and data[name]), ""
        )
        content = content_of(data) | {MADE_FROM: data.getlist(MADE_FROM)}
        keeping.keep_text(
            self.user, self.autosave_id, kind=self.kind.key, object_id=self.object_id, content=content, title=title
        )

    def forget(self):
        keeping.forget(self.user, self.autosave_id)
