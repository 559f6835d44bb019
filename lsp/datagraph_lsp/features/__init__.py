"""What an editor asks of a document: one group of requests a file, each a question to `datagraph.ide`."""
