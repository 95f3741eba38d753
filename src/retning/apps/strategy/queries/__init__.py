"""Reads of drafts (behind login), of editions (public) and of documents under review."""
