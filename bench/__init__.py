"""Measures beside peers, printed as ratios; never a timed test."""
