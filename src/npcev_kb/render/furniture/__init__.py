"""What stands around the content of every page: head, linked data, citations, the page's end."""
