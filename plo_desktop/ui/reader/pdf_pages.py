"""Draws the pages of a PDF that somebody else wrote: never more, and never larger, than a screen can use."""

from __future__ import annotations

from PySide6.QtGui import QImage

_HIGHEST = 8000.0


def first_pages(pdf: bytes, most: int, room: int) -> tuple[list[QImage], int]:
    """Return pictures, at most `room` pixels wide, of the first pages, and how many are left.

    There are none when the file cannot be read; pages from the first that cannot be drawn are left.
    """
    # 70 ms to load, which the first window need not wait for.
    import pypdfium2

    images: list[QImage] = []
    count = 0
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return [], 0
    try:
        count = len(document)
        for number in range(min(count, most)):
            page = document[number]
            width, height = page.get_size()
            scale = min(room / max(width, 1.0), _HIGHEST / max(height, 1.0), 2.0)
            bitmap = page.render(scale=scale, rev_byteorder=True)
            form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBA8888
            data = bytes(bitmap.buffer)
            images.append(QImage(data, bitmap.width, bitmap.height, bitmap.stride, form).copy())
    except pypdfium2.PdfiumError:
        return images, count - len(images)
    finally:
        document.close()
    return images, count - len(images)
