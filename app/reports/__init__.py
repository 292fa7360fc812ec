"""The yearly progress report (Umsetzungsbericht), frozen and repeatable."""
