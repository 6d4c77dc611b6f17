"""Rebuilds, checks and publishes a survey report from the numbers it printed."""

__version__ = "0.1.0"
