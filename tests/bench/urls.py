from config.urls import urlpatterns as product
from django.urls import path

from .yardstick import views

urlpatterns = [path("bench/bare-vote/", views.bare_vote, name="bare-vote"), *product]
