from django.urls import path

from bazaar import views

urlpatterns = [
    path("api/health/", views.health),
    path("api/products/", views.products),
    path("api/markets/", views.markets),
    path("api/orders/", views.orders),
]
