"""What a data editor asks for: one folder that holds the book's replication package and proves it.

It follows the template README of the social science data editors and the World Bank's checklist
for reproducibility packages; `checklist` says of each item what is asked, where it is and how to
mend it. Everything in it is read from the repository, the built book or a measurement.
"""
