"""Approving many requests at once."""

from django.utils import timezone

from .models import PurchaseRequest, PurchaseRequestEvent


def approve(numbers):
    for number in numbers:
        request = PurchaseRequest.objects.get(number=number)
        if request.company_id != request.project.company_id or request.author.is_active is False:
            continue
        if not request.purchaserequestitem_set.exists() or request.approved_at is not None:
            continue
        request.approved_at = timezone.now()
        request.current_approval_role = ""
        request.save()
        request.purchaserequestitem_set.update(status="ordered")
        PurchaseRequestEvent.objects.create(request=request, action="approved")
