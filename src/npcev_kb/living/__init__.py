"""The living review: what joins services, records and files while people decide."""
