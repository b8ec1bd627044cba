"""The open interface: what may be asked, what comes back, and how that is described."""
