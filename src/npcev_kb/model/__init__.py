"""The hall of the house: what a record is, as frozen pydantic models, and nothing else."""
