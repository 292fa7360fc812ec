"""What the pages of figures are asked for."""
