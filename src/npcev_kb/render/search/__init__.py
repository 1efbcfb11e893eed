"""The site's own search: what is found, in which normal form, and the files a browser reads."""
