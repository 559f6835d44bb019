"""Lets the tests below import what stands beside this file: `strategies`, `plans`."""
