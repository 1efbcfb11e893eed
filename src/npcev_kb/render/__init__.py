"""The showroom: pages and downloads from a validated knowledge base. Pure: nothing is written."""
