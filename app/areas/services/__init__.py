"""Loading the city's areas. Only commands import this: geometry libraries are heavy."""
