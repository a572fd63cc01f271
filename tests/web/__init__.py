"""The web process, through its ASGI interface: no port, no server."""
