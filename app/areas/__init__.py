"""Ortsteile, councils, schemes and the map."""
