"""PLO Desktop: pleie- og omsorgsmeldinger between a hospital ward and the municipalities."""

__version__ = "0.1.0"
