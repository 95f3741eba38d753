"""Pins the newest packages that `requirements/*.in` and `package.json` allow, with hashes.

No lock file names an address: an index or a registry is a matter of the machine.
"""

from __future__ import annotations

from tools import setup

# bootstrap and core follow what base and test have chosen.
LOCKS = (("base", ""), ("test", "base"), ("core", "test"), ("bootstrap", "base"), ("node", ""))
OPTIONS = ["--universal", "--generate-hashes", "--no-header", "--python-version", "3.11"]


def main() -> int:
    try:
        for name, follows in LOCKS:
            source, target = (setup.REQUIREMENTS / f"{name}.{kind}" for kind in ("in", "txt"))
            constraint = ["-c", f"requirements/{follows}.txt"] if follows else []
            places = [source.relative_to(setup.ROOT), "-o", target.relative_to(setup.ROOT)]
            print(f"  {name}", flush=True)
            setup.uv(["pip", "compile", "--upgrade", *OPTIONS, *constraint, *places])
        print("  npm", flush=True)
        setup.call([*setup.npm(), "install", "--package-lock-only", "--loglevel=error"])
    except setup.Failed as problem:
        print(f"The packages could not be pinned:\n{problem}")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
