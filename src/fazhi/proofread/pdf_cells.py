"""The tables of a PDF page by where its letters stand: lines that continue each other are one cell, cells side by side are a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fazhi.proofread.disguise import CELL
from fazhi.proofread.sensitive import Found, sensitive

Matrix = Sequence[float]
SAME_LINE, LEAST_STEP, MOST_STEP, BESIDE, ALIGNED, EVEN = 0.3, 0.6, 2.0, 0.6, 0.8, 0.02  # in heights of a letter
NOWHERE = -1


@dataclass(slots=True)
class Line:
    """Letters side by side: from `x` to about `end`, at the height `y`, and which letters of the page's text they are."""

    x: float
    end: float
    y: float
    size: float
    letters: list[int]


@dataclass(slots=True)
class Cell:
    """Lines below each other."""

    lines: list[Line] = field(default_factory=list)

    @property
    def x(self) -> float:
        """Where it begins on the left."""
        return self.lines[0].x

    @property
    def middle(self) -> float:
        """The middle of its widest line."""
        widest = max(self.lines, key=lambda line: line.end - line.x)
        return (widest.x + widest.end) / 2

    @property
    def top(self) -> float:
        """The height of its first line."""
        return self.lines[0].y

    @property
    def bottom(self) -> float:
        """Just below its last line."""
        return self.lines[-1].y - self.lines[-1].size * SAME_LINE


class Page:
    """Takes the text of a page piece by piece, as the visitor of `extract_text`."""

    def __init__(self) -> None:
        self.text = ""
        self.lines: list[Line] = []

    def __call__(self, said: str, outer: Matrix, inner: Matrix, _font: object, size: float) -> None:
        """Note one piece and where it begins."""
        begin = len(self.text) + len(said) - len(said.lstrip())
        letters = list(range(begin, begin + len(said.strip())))
        self.text += said
        if not letters:
            return
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        high = abs(size * inner[3] * outer[3]) or 10.0
        wide = high * sum(0.5 if c.isascii() else 1.0 for c in said.strip())
        last = self.lines[-1] if self.lines else None
        if last and abs(last.y - y) < high * SAME_LINE and abs(x - last.end) < high * BESIDE:
            last.end = x + wide
            last.letters += letters
        else:
            self.lines.append(Line(x, x + wide, y, high, letters))

    def readings(self) -> Iterator[tuple[str, list[int]]]:
        """The page by rows of cells, with the place in `text` of each letter: cells as they were drawn, and by position alone."""
        for cells in (_drawn(self.lines), _placed(self.lines)):
            places, marks = _read(cells)
            yield "".join(marks.get(n) or self.text[place] for n, place in enumerate(places)), places


def _continues(above: Line, below: Line) -> bool:
    size = max(above.size, below.size)
    if not LEAST_STEP * size <= above.y - below.y <= MOST_STEP * size:
        return False
    middle = abs(above.x + above.end - below.x - below.end) / 2
    return min(abs(above.x - below.x), middle, abs(above.end - below.end)) < ALIGNED * size


def _drawn(lines: Sequence[Line]) -> list[Cell]:
    """Each line with the one that was drawn right after it, when that stands below it."""
    cells: list[Cell] = []
    for line in lines:
        if cells and _continues(cells[-1].lines[-1], line):
            cells[-1].lines.append(line)
        else:
            cells.append(Cell([line]))
    return cells


def _placed(lines: Sequence[Line]) -> list[Cell]:
    """Each line with the nearest one above it, as long as the steps are even."""
    cells: list[Cell] = []
    for line in sorted(lines, key=lambda one: (-one.y, one.x)):
        above = [c for c in cells if _continues(c.lines[-1], line)]
        if above:
            min(above, key=lambda c: (c.lines[-1].y - line.y, abs(c.x - line.x))).lines.append(line)
        else:
            cells.append(Cell([line]))
    return [part for cell in cells for part in _even(cell)]


def _even(cell: Cell) -> Iterator[Cell]:
    """A column cut where a step is larger than its smallest one: the next row of the table."""
    steps = [a.y - b.y for a, b in zip(cell.lines, cell.lines[1:], strict=False)]
    least = min(steps, default=0.0)
    part = Cell(cell.lines[:1])
    for step, line in zip(steps, cell.lines[1:], strict=True):
        if step > least + EVEN * line.size:
            yield part
            part = Cell()
        part.lines.append(line)
    yield part


def _rows(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells that stand beside each other, from left to right."""
    row: list[Cell] = []
    for cell in sorted(cells, key=lambda c: -c.top):
        if row and cell.top < min(c.bottom for c in row):
            yield sorted(row, key=lambda c: c.x)
            row = []
        row.append(cell)
    if row:
        yield sorted(row, key=lambda c: c.x)


def _read(cells: Sequence[Cell]) -> tuple[list[int], dict[int, str]]:
    """Rows as lines, each letter by its place; where the mark between cells and the ends of lines are put.

    A row with an empty cell stands under the columns of the longest row above it.
    """
    places: list[int] = []
    marks: dict[int, str] = {}
    columns: list[Cell] = []
    for row in _rows(cells):
        slots: list[Sequence[Cell]] = [[c] for c in row]
        if len(row) > 1 and len(row) < len(columns):
            slots = _under(row, columns)
        columns = [] if len(row) == 1 else row if len(row) >= len(columns) else columns
        for slot in slots:
            places += [n for cell in slot for line in cell.lines for n in line.letters]
            marks[len(places)] = CELL
            places.append(NOWHERE)
        marks[len(places) - 1] = "\n"
    return places, marks


def _under(row: Sequence[Cell], columns: Sequence[Cell]) -> list[Sequence[Cell]]:
    slots: list[list[Cell]] = [[] for _ in columns]
    for cell in row:
        near = [min(abs(c.x - cell.x), abs(c.middle - cell.middle)) for c in columns]
        slots[near.index(min(near))].append(cell)
    return list(slots)


def in_cells(page: Page, kept: Sequence[Found]) -> list[Found]:
    """What was found in the text of a page, and what is found in its cells besides. Price: twice `sensitive`."""
    made = list(kept)
    for text, places in page.readings():
        for one in sensitive(text):
            letters = [n for n in places[one.start : one.end] if n != NOWHERE]
            taken = {n for k in made for n in range(k.start, k.end)}
            if taken.issuperset(letters):
                continue
            whole = _runs(letters, page.text)
            if len(whole) == 1:
                start, end = whole[0]
                made = [k for k in made if not (start <= k.start and k.end <= end)]
                taken = {n for k in made for n in range(k.start, k.end)}
            runs = _runs([n for n in letters if n not in taken], page.text)
            masks = [one.mask] if runs == whole and len(runs) == 1 else ["*" * (b - a) for a, b in runs]
            made += [Found(one.kind, a, b, mask) for (a, b), mask in zip(runs, masks, strict=True)]
    return sorted(made, key=lambda k: k.start)


def _runs(letters: Sequence[int], text: str) -> list[tuple[int, int]]:
    """Stretches of a text that hold these letters and blanks alone."""
    made: list[tuple[int, int]] = []
    for n in sorted(letters):
        if made and not text[made[-1][1] : n].strip():
            made[-1] = made[-1][0], n + 1
        else:
            made.append((n, n + 1))
    return made
