"""Measures of the Integrierter Sozialraumplan, what they rest on, and what the city answers."""
