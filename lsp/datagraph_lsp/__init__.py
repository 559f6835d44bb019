"""The language server: it converts positions and schedules, and has no knowledge of the language.

What an editor asks is answered by `datagraph.ide`, over the same engine as the command line: the two can never
disagree.
"""
