"""Where figures come from: bytes and queries in, `reply.Fetched` out. No database."""
