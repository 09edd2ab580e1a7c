"""Incidents and claims to accounts, estimates, grades, tallies and consistency findings."""
