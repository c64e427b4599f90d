from django.urls import path

from config.urls import urlpatterns as product

from .yardstick.views import cpu

urlpatterns = [path("bench/cpu/", cpu), *product]
