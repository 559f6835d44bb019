"""How fast the toolkit is, beside others that read the same text: `python -m benchmarks`.

`pip install .[benchmarks]` brings the peers; `--install-node-peer` adds `@cdktf/hcl2json`, where node is there.

How to read it: all figures of a table come from one run in which the contenders took turns (A B C, A B C, …), and each
is the median of its rounds. Milliseconds say something about the machine only; the ratio behind them compares what
stands in the table, and a bar with `ok` or `MISSED` behind a ratio is what the project asks of itself. Nothing fails:
the figures are for people to judge. Every in-process table is taken twice, with the garbage collector on, as a caller
of the library has it, and off, as the command line runs.
"""
