"""Measurements of speed and size, all as ratios of two things run side by side."""
