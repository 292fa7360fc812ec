"""My data, erasure, retention: the rights of the people whose data this is."""
