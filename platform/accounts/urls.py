"""Addresses about a person's own account. German paths, English names."""

from django.urls import URLPattern

app_name = "accounts"

urlpatterns: list[URLPattern] = []
