"""The forms behind login; they alone, of this door, touch models."""
