from django.urls import path

from catalogue import views

urlpatterns = [
    path("api/products/", views.products),
    path("api/products/<slug:slug>/", views.product),
    path("api/categories/", views.categories),
]
