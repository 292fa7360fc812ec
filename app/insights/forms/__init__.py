"""Forms of statistics, gaps, interfaces and indicators."""
