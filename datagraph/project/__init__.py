"""The project on the disk that a graph is part of: its files, its configuration, what is known of its warehouse."""
