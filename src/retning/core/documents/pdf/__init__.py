"""PDF: the letters on its pages → lines → columns → blocks (decision 0014)."""

from retning.core.documents.pdf.reader import PdfReader

__all__ = ["PdfReader"]
