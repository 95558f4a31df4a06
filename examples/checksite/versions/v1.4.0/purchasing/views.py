from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Count
from django.http import JsonResponse
from django.test.utils import CaptureQueriesContext
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from .models import Company, Project, PurchaseRequest, PurchaseRequestItem


def known(request) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.API_TOKEN) and constant_time_compare(given, settings.API_TOKEN)


def unknown() -> JsonResponse:
    return JsonResponse({"detail": "Who are you?"}, status=401)


@require_safe
def me(request):
    if not known(request):
        return unknown()
    return JsonResponse({"username": User.objects.order_by("id").first().username})


@require_safe
def requests(request):
    if not known(request):
        return unknown()
    found = PurchaseRequest.objects.filter(company=request.GET.get("company", 1), is_deleted=False)
    newest = found.order_by("-created_at")[:20]
    return JsonResponse({"count": found.count(), "newest": [one.number for one in newest]})


@require_safe
def statistics(request):
    if not known(request):
        return unknown()
    with CaptureQueriesContext(connection) as queries:
        figures = count()
    return JsonResponse({**figures, "queries": len(queries)})


def count() -> dict:
    living = PurchaseRequest.objects.filter(is_deleted=False)
    return {
        "companies": Company.objects.count(),
        "projects": Project.objects.count(),
        "requests": living.count(),
        "approved": living.filter(approved_at__isnull=False).count(),
        "inApproval": living.filter(approved_at=None).exclude(current_approval_role="").count(),
        "drafts": living.filter(approved_at=None, current_approval_role="").count(),
        "items": PurchaseRequestItem.objects.count(),
        "byRole": dict(
            living.filter(approved_at=None).values_list("current_approval_role").annotate(number=Count("id"))
        ),
    }
