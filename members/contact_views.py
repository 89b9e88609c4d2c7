"""The choice whether one's contacts are shown; it stands on the page of the settings, too."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from members.contact_forms import ContactsForm
from members.services import consenting


class ContactsChoice(LoginRequiredMixin, View):
    """Only ever about the own account."""

    def get(self, request):
        return self._page(ContactsForm.about(request.user))

    def post(self, request):
        form = ContactsForm.about(request.user, request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        if form.cleaned_data["is_shown"]:
            consenting.show_contacts(request.user, phone=form.cleaned_data["phone"])
            messages.success(request, _("Members of your alliances now see your contacts."))
        else:
            consenting.hide_contacts(request.user)
            messages.success(request, _("Your contacts are not shown."))
        return redirect("account_settings")

    def _page(self, form, status=200):
        return render(self.request, "account/contacts.html", {"contacts_form": form}, status=status)
