from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from grund.contributions import given
from grund.visitors import visitor_of


@never_cache
@login_required
def my_tasks(request):
    """What waits for the person who is signed in, from all apps."""
    return render(
        request, "home/my_tasks.html", {"todos": given("for_me", visitor=visitor_of(request)), "noindex": True}
    )
