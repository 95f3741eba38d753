"""Small drawings that stand beside a word, never instead of one. Drawn for Retning on a grid of
24, as lines; their colour is the text's."""

from __future__ import annotations

ICONS = {
    "add": "M12 5v14M5 12h14",
    "arrow-down": "M12 5v14M6 13l6 6 6-6",
    "arrow-left": "M19 12H5M11 6l-6 6 6 6",
    "arrow-right": "M5 12h14M13 6l6 6-6 6",
    "arrow-up": "M12 19V5M6 11l6-6 6 6",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
    "check": "M5 13l4 4L19 7",
    "chevron-down": "M6 9l6 6 6-6",
    "chevron-right": "M9 6l6 6-6 6",
    "circle": "M12 5a7 7 0 1 0 0 14a7 7 0 1 0 0-14",
    "clock": "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16M12 8v4l3 2",
    "cross": "M6 6l12 12M18 6L6 18",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "edit": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    "error": "M12 3l9 9-9 9-9-9zM12 8v5M12 16v.5",
    "external": "M10 5H5v14h14v-5M14 5h5v5M19 5l-9 9",
    "info": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v6M12 7v.5",
    "link": (
        "M10 14a4 4 0 0 1 0-5l3-3a4 4 0 0 1 6 6l-1.5 1.5"
        "M14 10a4 4 0 0 1 0 5l-3 3a4 4 0 0 1-6-6l1.5-1.5"
    ),
    "menu": "M4 7h16M4 12h16M4 17h16",
    "minus": "M5 12h14",
    "move": "M12 3v18M8 7l4-4 4 4M8 17l4 4 4-4",
    "near": "M4 12c2-4 5-4 8 0s6 4 8 0",
    "person": "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4 21c1-5 4-7 8-7s7 2 8 7",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "question": "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.5",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L20 20",
    "success": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8 12l3 3 5-6",
    "trash": "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
    "upload": "M12 16V5M7 9l5-5 5 5M5 20h14",
    "warning": "M12 4l9 16H3zM12 10v5M12 17.5v.5",
}
"""Name → path. An unknown name is a mistake in a template and raises KeyError."""
