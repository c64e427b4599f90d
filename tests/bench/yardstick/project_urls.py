from django.urls import path

from .views import bare_vote, cpu

urlpatterns = [path("bare-vote/", bare_vote), path("bench/cpu/", cpu)]
