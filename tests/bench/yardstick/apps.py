from django.apps import AppConfig


class YardstickConfig(AppConfig):
    name = "tests.bench.yardstick"
    label = "yardstick"
