from django.urls import path

from purchasing import views

urlpatterns = [
    path("api/auth/users/me/", views.me),
    path("api/purchase-requests/", views.requests),
    path("api/purchase-requests/statistics/", views.statistics),
]
