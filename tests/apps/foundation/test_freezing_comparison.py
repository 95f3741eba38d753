"""Red-line: what became of each row, told by its key and not by its words."""

from itertools import permutations
from uuid import UUID

import pytest

from retning.foundation.freezing.comparison import Change, RowChange, compare
from retning.foundation.freezing.models import FrozenRow


def key(name: str) -> UUID:
    return UUID(bytes=name.encode().ljust(16, b"."))


def row(name: str, parent: str | None = None, text: str = "", **given) -> FrozenRow:
    """A row called `name`, which is its text too unless another is given."""
    return FrozenRow(
        key=key(name),
        kind=given.pop("kind", "goal"),
        parent_key=key(parent) if parent else None,
        text=text or name,
        **given,
    )


def rows(outline: str) -> list[FrozenRow]:
    """`"A(a b) B"`: two rows, the first with two below it."""
    found, parents, name = [], [None], ""
    for sign in outline + " ":
        if sign.isalnum():
            name += sign
            continue
        if name:
            found.append(row(name, parents[-1]))
            last, name = name, ""
        if sign == "(":
            parents.append(last)
        if sign == ")":
            parents.pop()
    return found


def told(old: str, new: str) -> str:
    """The red-line in short: `+` added, `-` removed, `~` moved."""
    signs = {Change.ADDED: "+", Change.REMOVED: "-", Change.MOVED: "~", Change.SAME: ""}
    return " ".join(signs[one.change] + one.row.text for one in compare(rows(old), rows(new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("A(a b) B", "A(a b) B", "A a b B"),
        ("", "A(a)", "+A +a"),
        ("A(a)", "", "-A -a"),
        ("A B C", "A C", "A -B C"),
        ("A B C", "B C", "-A B C"),
        ("A B C", "A B", "A B -C"),
        ("A B C", "A X C", "A -B +X C"),
        ("A(a b) B", "A(b) B", "A -a b B"),
        ("A(a b) B(c)", "A(a b)", "A a b -B -c"),
        ("A(a) B(b c) C", "A(a) C", "A a -B -b -c C"),
        # Only the fewest rows are said to have moved.
        ("A B C D", "B C D A", "B C D ~A"),
        ("A B C D", "D A B C", "~D A B C"),
        ("A(a b) B", "A(a) B(b)", "A a B ~b"),
        # What hangs below a moved row has not moved itself.
        ("A(a b) B(c) C(d)", "B(c) C(d) A(a b)", "B c C d ~A a b"),
        # A removed row goes with its parent, also where the parent has moved.
        ("A(a b) B C", "B C A(b)", "B C ~A -a b"),
        # A removed row stays where it was when the row before it has moved away.
        ("A B C D", "A C D B", "A C D ~B"),
        ("A B X C D", "A C D B", "A -X C D ~B"),
        # Removed under a row that moved among others.
        ("A(a) B(b x)", "B(b) A(a)", "B b -x ~A a"),
    ],
)
def test_rows_are_followed_by_their_keys(old, new, expected):
    if expected.startswith("B b"):
        # Either of two that changed places may be the one that moved.
        assert told(old, new) in {expected, "~B b -x A a"}
    else:
        assert told(old, new) == expected


def test_every_row_comes_once_whatever_the_order():
    for order in permutations("ABCDE", 4):
        changes = compare(rows("A B C D"), rows(" ".join(order)))
        assert sorted(one.row.text for one in changes) == sorted({*"ABCD", *order})
        new = [one.row.text for one in changes if one.new is not None]
        assert new == list(order)


def only(old: FrozenRow | None, new: FrozenRow | None) -> RowChange:
    [change] = compare([old] if old else [], [new] if new else [])
    return change


def said(segments, *kinds: str) -> str:
    return "".join(segment.text for segment in segments if segment.kind in kinds)


def test_changed_words_are_told_as_segments_of_both():
    old = row("a", text="Flere børn læser hver dag", body="Også om sommeren")
    new = row("a", text="Alle børn læser hver dag", body="Også om sommeren og vinteren")
    change = only(old, new)
    assert change.change is Change.CHANGED
    assert not change.moved
    assert (change.old, change.new, change.row) == (old, new, new)
    assert said(change.text, "same", "removed") == old.text
    assert said(change.text, "same", "added") == new.text
    assert said(change.text, "removed").strip() == "Flere"
    assert said(change.text, "added").strip() == "Alle"
    assert said(change.body, "same", "removed") == old.body
    assert said(change.body, "same", "added") == new.body
    assert change.data == []


def test_an_added_row_is_all_added_and_a_removed_all_removed():
    added, removed = only(None, row("a", text="Ny")), only(row("a", text="Gammel"), None)
    assert said(added.text, "added") == "Ny"
    assert said(added.text, "same", "removed") == ""
    assert said(removed.text, "removed") == "Gammel"
    assert removed.row.text == "Gammel"
    assert added.data == removed.data == []


def test_changed_data_is_told_by_name():
    old = row("a", data={"owner": {"name": "Skole"}, "fields": ["skole"], "gone": 1, "same": 1})
    new = row("a", data={"owner": {"name": "Kultur"}, "fields": ["skole"], "came": 1, "same": 1})
    change = only(old, new)
    assert change.change is Change.CHANGED
    assert change.data == ["came", "gone", "owner"]
    assert said(change.text, "removed", "added") == ""


def test_another_kind_is_a_change():
    assert only(row("a", kind="goal"), row("a", kind="theme")).change is Change.CHANGED


def test_a_row_may_be_changed_and_moved():
    old = [row("A"), row("B"), row("C")]
    new = [row("B"), row("C"), row("A", text="Noget andet")]
    last = compare(old, new)[-1]
    assert (last.change, last.moved) == (Change.CHANGED, True)


def test_a_key_and_not_the_words_makes_a_row_the_same():
    changes = compare([row("a", text="Ens")], [row("b", text="Ens")])
    assert [one.change for one in changes] == [Change.REMOVED, Change.ADDED]
