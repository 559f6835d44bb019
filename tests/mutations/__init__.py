"""One mistake at a time: kinds of human mistakes, made in valid files, and what the toolkit says of each."""
