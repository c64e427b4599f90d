"""Readers' addresses. German paths, English names."""

from django.urls import URLPattern

app_name = "consultations"

urlpatterns: list[URLPattern] = []
