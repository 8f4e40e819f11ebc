"""One module per way out of the house; each keeps the same contract (services.ports.Transport)."""
