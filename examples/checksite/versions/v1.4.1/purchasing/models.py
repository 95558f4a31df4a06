from django.conf import settings
from django.db import models


class Company(models.Model):
    name = models.CharField(max_length=100)


class Project(models.Model):
    company = models.ForeignKey(Company, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)


class PurchaseRequest(models.Model):
    """What a building site asks for, on its way through those who must approve it."""

    number = models.CharField(max_length=20, unique=True)
    company = models.ForeignKey(Company, on_delete=models.CASCADE)
    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    created_at = models.DateTimeField()
    is_deleted = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True)
    current_approval_role = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        db_table = "purchase_requests"


class PurchaseRequestItem(models.Model):
    request = models.ForeignKey(PurchaseRequest, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    quantity = models.PositiveIntegerField()
    status = models.CharField(max_length=16, default="open")
    received_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "purchase_request_items"


class PurchaseRequestEvent(models.Model):
    request = models.ForeignKey(PurchaseRequest, on_delete=models.CASCADE)
    action = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "purchase_request_events"
