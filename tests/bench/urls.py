from django.urls import path

from config.urls import urlpatterns as product

from .yardstick import views

urlpatterns = [path("bench/bare-vote/", views.bare_vote, name="bare-vote"), *product]
