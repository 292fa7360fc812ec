"""Whose geometry it is."""

# Shown wherever the geometry is shown or exported (dl-de/by-2-0).
ATTRIBUTION = "© Landeshauptstadt Erfurt, Geoportal (dl-de/by-2-0), generalisiert"
