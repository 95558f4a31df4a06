from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from .models import Category, Product


@require_safe
def products(request):
    found = Product.objects.order_by("slug")
    return JsonResponse({"count": found.count(), "results": [brief(one) for one in found[:10]]})


@require_safe
def product(request, slug):
    return JsonResponse(brief(get_object_or_404(Product, slug=slug)))


@require_safe
def categories(request):
    found = Category.objects.order_by("slug")
    return JsonResponse({"count": found.count(), "results": [one.slug for one in found]})


def brief(one: Product) -> dict:
    return {"slug": one.slug, "name": one.name, "price": str(one.price)}
