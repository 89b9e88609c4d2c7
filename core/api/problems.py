"""Errors as `application/problem+json` (RFC 9457), in the language asked for."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import set_rollback

MEDIA_TYPE = "application/problem+json"


class ProblemSerializer(serializers.Serializer):
    """What went wrong; `errors` says it for each parameter, where parameters are the reason."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), required=False)


def sentences():
    return {
        400: _("Something in the request is wrong."),
        404: _("There is nothing at this address, or you may not see it."),
        405: _("This address is for reading: use GET, HEAD or OPTIONS."),
        406: _("This address answers in JSON only."),
        410: _("The record with this id was withdrawn."),
        429: _("Too many requests: wait as many seconds as Retry-After says."),
        500: _("An error on our side; it was recorded, and somebody will look at it."),
    }


def problem(status, *, detail="", errors=None):
    """The members of a problem, without an address of its own: its title is that of the status."""
    found = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or sentences().get(status, HTTPStatus(status).description or HTTPStatus(status).phrase),
    }
    return {**found, "errors": errors} if errors else found


class Gone(exceptions.APIException):
    status_code = 410
    default_detail = ""


class NotHere(exceptions.NotFound):
    """Nothing there, for a reason that helps the reader."""


def handle(error, context):
    """DRF's exception handler: an exception that it does not know goes on to Django, which logs it."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    errors = None
    if isinstance(error, exceptions.ValidationError) and isinstance(error.detail, dict):
        errors = {name: [str(message) for message in messages] for name, messages in error.detail.items()}
    detail = str(error.detail) if isinstance(error, NotHere) else ""
    headers = {"Retry-After": f"{error.wait:.0f}"} if getattr(error, "wait", None) else {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header
    data = problem(error.status_code, detail=detail, errors=errors)
    return Response(data, status=error.status_code, headers=headers, content_type=MEDIA_TYPE)


def problem_response(status, *, headers):
    """For errors that never reach a view of the API: no such address, a host that is not ours, a crash."""
    unescaped = {"ensure_ascii": False}
    data = problem(status)
    return JsonResponse(data, status=status, headers=headers, content_type=MEDIA_TYPE, json_dumps_params=unescaped)
