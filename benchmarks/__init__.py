"""What the README claims, measured: `make bench`. See README.md."""
