"""Tests of `helpers.publishing`, one module each."""
