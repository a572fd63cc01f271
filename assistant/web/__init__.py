"""HTTP: webhooks in, health and metrics out. Start reading at `app.create`.

It decides nothing: a request is checked for size and shape, handed to a channel to be read and to
the reception to be kept, and answered once it is safe.
"""
