"""What the public pages show, as plain values: texts, links and dates, ready for a template."""
