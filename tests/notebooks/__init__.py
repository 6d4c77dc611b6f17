"""Sections that `make section` began, each with its test."""
