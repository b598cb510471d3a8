"""One knock a request, as a team without a sync protocol would write it with Django REST."""
