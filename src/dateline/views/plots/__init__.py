"""Figures of the rows that the views make, by Plotly: the same on a page, in a notebook, in a file.

Each module has `figure(rows)`: a Plotly figure of nothing but its rows. `page` puts one on a page
that loads nothing from anywhere: Plotly's bundle, the figure and the rows are inside it.

Plotly is an extra of the installation; it is imported when a figure is drawn, never before.
"""

from dateline.views.plots.page import figure_json, page

__all__ = ["figure_json", "page"]
