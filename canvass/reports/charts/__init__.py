"""Charts as SVG made on the server: read aloud, printed and saved as they are, without scripts.

Each chart takes plain values and returns one ``<svg>``; the table of the same figures stands under
it, so a chart is never the only place where a number is.
"""
