"""Charts as SVG with the same figures as a table. Pure: figures and words in, drawing out.

Each kind is a frozen description and a function of the same name: ``progress(Progress(…))``.
Equal descriptions give equal drawings. Colours, fonts and the choice between the wide and the
narrow shape are the style sheet's (``static/charts.css``).
"""

from thidua.charts.columns import Columns, Series, columns
from thidua.charts.comparison import Bar, Comparison, comparison
from thidua.charts.figures import Number
from thidua.charts.interval import Estimate, Interval, interval
from thidua.charts.model import Band, Chart, Drawing, Table
from thidua.charts.progress import Expectation, Period, Progress, progress
from thidua.charts.spark import Spark, spark
from thidua.charts.tiles import Tile, Tiles, tiles

__all__ = [
    "Band",
    "Bar",
    "Chart",
    "Columns",
    "Comparison",
    "Drawing",
    "Estimate",
    "Expectation",
    "Interval",
    "Number",
    "Period",
    "Progress",
    "Series",
    "Spark",
    "Table",
    "Tile",
    "Tiles",
    "columns",
    "comparison",
    "interval",
    "progress",
    "spark",
    "tiles",
]
