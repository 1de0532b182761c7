"""The demo's drawn hand and seal, and a list template of its own, so that signing can be tried."""

from __future__ import annotations

import io
import math
from datetime import date

from PIL import Image, ImageDraw

from thidua.core.actors import Role
from thidua.decisions.domain.images import keep_image
from thidua.decisions.domain.templates import add_template, starter
from thidua.decisions.signing_models import ImageKind, PaperKind
from thidua.demo.site import Site

SIGNER = "Phạm Hùng Việt"
BLUE, RED = (20, 60, 200, 255), (215, 25, 30, 255)
SEAL_MM = 36
SINCE = date(2024, 1, 1)


def bring_in(site: Site) -> None:
    """Images of the chairman's hand and of the seal; a template for the annexed list."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    for kind, picture, width in (
        (ImageKind.HAND, _hand(), None),
        (ImageKind.SEAL, _seal(), SEAL_MM),
    ):
        keep_image(actor=officer, kind=kind, holder=SIGNER, width_mm=width, data=_png(picture))
    add_template(
        actor=officer,
        kind=PaperKind.LIST,
        name="Danh sách khen thưởng của huyện",
        active_from=SINCE,
        data=starter(PaperKind.LIST),
    )


def _hand() -> Image.Image:
    picture = Image.new("RGBA", (620, 240), (0, 0, 0, 0))
    points = [(x, 120 - math.sin(x / 26) * (90 - x / 8) - x / 12) for x in range(20, 600, 3)]
    ImageDraw.Draw(picture).line(points, fill=BLUE, width=8, joint="curve")
    return picture


def _seal() -> Image.Image:
    picture = Image.new("RGBA", (480, 480), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for inset, width in ((6, 12), (70, 5)):
        draw.ellipse((inset, inset, 480 - inset, 480 - inset), outline=RED, width=width)
    star = [
        (240 + radius * math.sin(turn), 240 - radius * math.cos(turn))
        for point in range(10)
        for radius, turn in [((90, 36)[point % 2], point * math.pi / 5)]
    ]
    draw.polygon(star, fill=RED)
    return picture


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()
