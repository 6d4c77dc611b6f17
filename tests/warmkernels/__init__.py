"""Kernels that are forks: like ordinary ones, apart from each other, and gone when they end."""
