"""Shapes of an SVG, for a page (places in per cent, colours by class) or for a document."""

from dataclasses import dataclass, field

# How wide a document takes a chart, in units of its own; a page stretches it to the space it has.
PRINT_WIDTH = 520.0
FONT = "Fira Sans, sans-serif"
COLOURS = ("#0b5f6e", "#b35900", "#5b4b8a", "#4a5763")
TEXT, SOFT, LINE, WHITE = "#14212b", "#4a5763", "#9aa5ad", "#ffffff"
# What stands for each role where no stylesheet is known.
INK: dict[str, dict[str, str]] = {
    "label": {"font-family": FONT, "font-size": "14", "fill": TEXT},
    "value": {"font-family": FONT, "font-size": "14", "fill": TEXT, "font-weight": "600"},
    "tick": {"font-family": FONT, "font-size": "12", "fill": SOFT},
    "grid": {"stroke": LINE, "stroke-width": "0.75"},
    "axis": {"stroke": TEXT, "stroke-width": "1"},
    "target": {"stroke": TEXT, "stroke-width": "1.5", "stroke-dasharray": "2 3"},
    "whisker": {"stroke": TEXT, "stroke-width": "1.5"},
    "halo": {"stroke": WHITE, "stroke-width": "4"},
    "cap": {"fill": TEXT},
    "ground": {"fill": WHITE},
}
for _place, _colour in enumerate(COLOURS, start=1):
    INK[f"fill-{_place}"] = {"fill": _colour}
    INK[f"line-{_place}"] = {"stroke": _colour, "stroke-width": "2", "fill": "none"}
# Besides the colour: series 2 to 4 have a pattern as areas, dashes as lines, marks of their own.
HATCHES = {2: "M-1 7 7 -1M-1 1 1 -1M5 7 7 5", 3: "M0 3H6", 4: "M0 3H6M3 0V6"}
DASHES = {2: "8 4", 3: "2 4", 4: "10 3 2 3"}


@dataclass(frozen=True)
class Shape:
    """One element of an SVG; whoever writes it down escapes its attributes and its text."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: tuple["Shape", ...] = ()


@dataclass
class Pen:
    """Draws from the side on which reading begins: 0 is that side, 1 the other."""

    name: str
    direction: str
    for_print: bool
    shapes: list[Shape] = field(default_factory=list)

    def rectangle(self, start: float, end: float, top: float, height: float, series: int) -> None:
        """An area of a series between two places."""
        left = min(self._side(start), self._side(end))
        place = {"x": self._across(left), "width": self._across(abs(end - start))}
        upright = {"y": number(top), "height": number(max(height, 0))}
        self._put("rect", place | upright | self._filled(series))

    def line(self, role: str, places: tuple[float, float], heights: tuple[float, float]) -> None:
        """A straight line from (place, height) to (place, height)."""
        ends = {f"x{n}": self._across(self._side(x)) for n, x in enumerate(places, start=1)}
        heads = {f"y{n}": number(y) for n, y in enumerate(heights, start=1)}
        series = role.removeprefix("line-")
        dash = DASHES.get(int(series)) if series.isdigit() else None
        dashed = {"stroke-dasharray": dash} if dash else {}
        self._put("line", ends | heads | self._ink(role) | dashed)

    def cap(self, place: float, height: float) -> None:
        """The short line across the end of an upright whisker."""
        box = {"x": self._across(self._side(place)), "y": number(height)}
        box |= {"width": "9", "height": "1.5", "transform": "translate(-4.5 -0.75)"}
        self._put("rect", box | self._ink("cap"))

    def mark(self, place: float, height: float, series: int, by: float = 0) -> None:
        """The mark of a series at one of its points: round, square, flat, hollow."""
        x, y = self._across(self._side(place)), number(height)
        away = by if self.direction == "ltr" else -by
        if series in (1, 4):
            moved = {"transform": f"translate({number(away)} 0)"} if away else {}
            ink = self._ink("fill-1") if series == 1 else self._ink("line-4")
            self._put("circle", {"cx": x, "cy": y, "r": "4.5"} | moved | ink)
            return
        wide, high = (8.0, 8.0) if series == 2 else (12.0, 5.0)
        moved = {"transform": f"translate({number(away - wide / 2)} {number(-high / 2)})"}
        box = {"x": x, "y": y, "width": number(wide), "height": number(high)}
        self._put("rect", box | moved | self._ink(f"fill-{series}"))

    def text(
        self,
        role: str,
        place: float,
        height: float,
        text: str,
        anchor: str = "start",
        by: float = 0,
    ) -> None:
        """Words at a place, moved a little (`by`, in the direction of reading)."""
        away = by if self.direction == "ltr" else -by
        at = {"x": self._across(self._side(place)), "y": number(height), "text-anchor": anchor}
        moved = {"dx": number(away)} if away else {}
        self._put("text", at | moved | self._ink(role), text)

    def swatch(self, top: float, series: int) -> None:
        """The sample of a series' areas in the legend, where reading begins."""
        moved = {} if self.direction == "ltr" else {"transform": "translate(-22 0)"}
        box = {"x": self._across(self._side(0)), "y": number(top), "width": "22", "height": "14"}
        self._put("rect", box | moved | self._filled(series))

    def patterns(self, count: int) -> None:
        """Define the patterns of the second and every further series."""
        for series in range(2, count + 1):
            size = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
            ground = Shape("rect", {"width": "6", "height": "6"} | self._ink("ground"))
            hatch = Shape("path", {"d": HATCHES[series]} | self._ink(f"line-{series}"))
            named = {"id": f"{self.name}-pattern-{series}"}
            self.shapes.append(Shape("pattern", named | size, children=(ground, hatch)))

    def _put(self, tag: str, attributes: dict[str, str], text: str = "") -> None:
        self.shapes.append(Shape(tag, attributes, text))

    def _side(self, place: float) -> float:
        return place if self.direction == "ltr" else 1 - place

    def _across(self, share: float) -> str:
        return number(share * PRINT_WIDTH) if self.for_print else f"{number(share * 100)}%"

    def _ink(self, role: str) -> dict[str, str]:
        return dict(INK[role]) if self.for_print else {"class": f"chart-{role}"}

    def _filled(self, series: int) -> dict[str, str]:
        if series == 1:
            return self._ink("fill-1")
        outline = {"stroke": COLOURS[series - 1]} if self.for_print else {}
        known = {} if self.for_print else {"class": f"chart-outline-{series}"}
        return {"fill": f"url(#{self.name}-pattern-{series})"} | outline | known


def number(value: float) -> str:
    """Return a length with at most two places after the point."""
    return f"{round(value, 2):.2f}".rstrip("0").rstrip(".")
