"""Text recognition: pages that are pictures are read by tesseract, where it is installed."""

from retning.foundation.recognition.documents import Kept, read_document, read_lines

__all__ = ["Kept", "read_document", "read_lines"]
