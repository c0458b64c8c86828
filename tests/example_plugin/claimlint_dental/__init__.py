"""Rules for articles about teeth."""
