"""Connections to warehouses: one protocol, one file for each kind, which alone imports the vendor's driver."""
