"""What people said in discussions, coded by several coders: read, compared, settled, counted.

Coders work in NVivo, ATLAS.ti, MAXQDA or a spreadsheet. Their segments come in (`statements`,
`refi`), their codes become themes and directions of the codebook by name or by a small file
(`themes`), what two of them see differently is listed for them to settle (`settling`), and what is
settled becomes a clean table of the wave, of which the gate releases counts (`counts`). How far
they agree beyond chance is `helpers.statistics.reliability`. The quotes that the report prints are
coded elsewhere: `helpers.ledger.quotes` and `second_coding`.
"""

from helpers.coding.counts import TABLE, count_tables, counted_in, read_statements
from helpers.coding.refi import read_qdc, write_qdc

__all__ = ["TABLE", "count_tables", "counted_in", "read_qdc", "read_statements", "write_qdc"]
