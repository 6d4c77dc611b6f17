"""Tests of `bookmaker.rendering`, one module each."""
