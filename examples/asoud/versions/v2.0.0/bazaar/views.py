from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cart.models import Order
from market.models import Market
from product.models import Product

PAGE = 20


def answer(request, figures: dict) -> HttpResponse:
    """HEAD is answered as GET is, without the body."""
    return HttpResponse() if request.method == "HEAD" else JsonResponse(figures)


@require_safe
def health(request):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return answer(request, {"status": "UP"})


@require_safe
def products(request):
    found = Product.objects.filter(market=request.GET.get("market", 1), status="published")
    return answer(request, {"newest": list(found.order_by("-created_at").values_list("name", flat=True)[:PAGE])})


@require_safe
def markets(request):
    found = Market.objects.filter(user=request.GET.get("user", 1), status="published")
    return answer(request, {"names": list(found.order_by("id").values_list("name", flat=True)[:PAGE])})


@require_safe
def orders(request):
    found = Order.objects.filter(user=request.GET.get("user", 1))
    return answer(request, {"newest": list(found.order_by("-created_at").values_list("id", flat=True)[:PAGE])})
