from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _

from core.admin.base import RecordAdmin
from core.admin.conflicts import ConflictMixin
from core.forms import ScopedModelForm
from core.zones import zone_choices
from members.models import Representative, User


class AccountCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "full_name"]
        field_classes = {}


class AccountChangeForm(UserChangeForm):
    time_zone = forms.ChoiceField(label=_("time zone"), choices=zone_choices, required=False)

    class Meta:
        model = User
        fields = "__all__"
        field_classes = {}


@admin.register(User)
class AccountAdmin(ConflictMixin, UserAdmin):
    """Accounts are the superuser's; what people may do follows from their secretariats and representations."""

    form = AccountChangeForm
    add_form = AccountCreationForm
    list_display = ["email", "full_name", "language", "is_staff", "is_active", "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active", "language"]
    search_fields = ["email", "full_name"]
    ordering = ["email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "contacts_shown_since"]
    fieldsets = [
        (None, {"fields": ["email", "password", "full_name", "language", "message_rhythm"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined", "contacts_shown_since"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "full_name", "usable_password", "password1", "password2"]})]

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request):
        return self.has_module_permission(request)


class AccountByAddress(forms.ModelChoiceField):
    """Names an account by its e-mail address: the accounts themselves are listed for the superuser alone."""

    widget = forms.EmailInput
    default_error_messages = {
        "invalid_choice": _("No account has this address. Ask the administrator of the portal to create it first."),
    }

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="email", **kwargs)

    def to_python(self, value):
        return super().to_python(value.strip().lower() if isinstance(value, str) else value)


class RepresentativeForm(ScopedModelForm):
    class Meta:
        model = Representative
        fields = ["user", "institution", "role", "since", "until"]


@admin.register(Representative)
class RepresentativeAdmin(RecordAdmin):
    """Secretariats appoint the representatives of the institutions related to them; an end ends the access at once."""

    form = RepresentativeForm
    list_display = ["user", "institution", "role", "since", "until"]
    list_filter = ["role"]
    list_select_related = ["user", "institution"]
    search_fields = ["user__email", "user__full_name"]
    search_through = ["institution"]
    ordering = ["institution__sort_en", "user__email"]
    date_hierarchy = "since"
    fields = ["user", "institution", "role", "since", "until"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user" and not request.user.is_superuser:
            return AccountByAddress(
                User.objects.filter(is_active=True), label=_("E-mail address of the account"), widget=forms.EmailInput
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return ["user"] if obj is not None else []


admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """Second factors: seen and, when a person lost one, removed by the superuser; their secrets are not shown."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__full_name"]
    fields = ["user", "type", "created_at", "last_used_at"]
    readonly_fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request):
        return False


admin.site.unregister(UserSession)


@admin.register(UserSession)
class UserSessionAdmin(admin.ModelAdmin):
    """Where people are signed in: seen by the superuser; deleting a row does not end the session."""

    list_display = ["user", "created_at", "last_seen_at", "ip", "user_agent"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__full_name", "ip"]
    fields = ["user", "created_at", "last_seen_at", "ip", "user_agent"]
    readonly_fields = ["user", "created_at", "last_seen_at", "ip", "user_agent"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
