from datetime import date

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from grund.contributions import given
from grund.shapes import Mine
from grund.visitors import visitor_of


@never_cache
@login_required
def my_tasks(request):
    """What waits for the person who is signed in, and what is theirs, from all apps."""
    visitor = visitor_of(request)
    todos, mine = [], {}
    for item in given("for_me", visitor=visitor):
        if isinstance(item, Mine):
            mine.setdefault(item.group, []).append(item)
        else:
            todos.append(item)
    # What has a last day comes first, the nearest of them on top.
    todos.sort(key=lambda todo: (todo.due is None, todo.due or date.max))
    return render(request, "home/my_tasks.html", {"todos": todos, "mine": mine, "user": visitor.user, "noindex": True})
