"""Pictures of studies, modules and the whole site, for those who share a link."""
