"""QR sign-in: a session shows a code that changes; who is there opens it, picks the own name and signs."""
