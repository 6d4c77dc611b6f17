"""Printed numbers as conditions on unknown whole numbers: what can hold, what must give, bounds."""
