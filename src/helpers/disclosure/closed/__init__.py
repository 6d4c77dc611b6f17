"""What a Python process runs first that must not see questionnaires (`sitecustomize`)."""
