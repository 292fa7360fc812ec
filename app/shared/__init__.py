"""What every room needs, without any city noun: database, access, forms, text, jobs."""
