def acting(request):
    return {}
