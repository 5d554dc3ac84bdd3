"""Site: settings, routes and the WSGI entry; the only floor that knows all others."""
