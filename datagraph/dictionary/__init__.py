"""The data dictionary: a view as pages that people read, one for each entity."""
