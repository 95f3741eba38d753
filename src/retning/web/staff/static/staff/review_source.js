// The two panes of a review show each other, and a text selected in the source becomes a passage.

const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const PAUSE = 120;
const bar = document.querySelector("[data-pick]");
const source = () => document.querySelector("[data-source]");
let shown = null;
let waiting = 0;

// --- One side shows the other -----------------------------------------------------------

function light(number) {
  for (const old of document.querySelectorAll("[data-passage].is-shown")) {
    old.classList.remove("is-shown");
  }
  for (const each of document.querySelectorAll(`[data-passage="${number}"]`)) {
    each.classList.add("is-shown");
  }
  shown = number;
}

function intoView(pane, there) {
  const box = there.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (box.top < frame.top || box.bottom > frame.bottom) {
    const top = pane.scrollTop + box.top - frame.top - frame.height / 4;
    pane.scrollTo({ top, behavior: still.matches ? "auto" : "smooth" });
  }
}

function show(from) {
  const number = from.dataset.passage;
  if (number === shown && document.querySelector("[data-passage].is-shown")) {
    return;
  }
  light(number);
  const pane = source();
  if (from.closest("[data-source]")) {
    const entry = document.getElementById(`passage-${number}`);
    entry?.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  } else {
    const there = pane?.querySelector(`[data-passage="${number}"]`);
    if (there) {
      intoView(pane, there);
    }
  }
}

document.addEventListener("pointerover", (event) => {
  window.clearTimeout(waiting);
  const from = event.target.closest?.("[data-passage]");
  if (from && event.pointerType === "mouse") {
    waiting = window.setTimeout(show, PAUSE, from);
  }
});
document.addEventListener("focusin", (event) => {
  const from = event.target.closest("[data-passage]");
  if (from) {
    window.clearTimeout(waiting);
    show(from);
  }
});
document.addEventListener("review:swapped", () => {
  const number = shown;
  shown = null;
  if (number) {
    light(number);
    // What was put in may be elsewhere: it is looked for again.
    shown = null;
  }
});
document.addEventListener("error", (event) => {
  const page = event.target.closest?.(".source-page");
  if (page) {
    page.querySelector(".source-page__lost").hidden = false;
  }
}, true);

// --- From a selection to a passage ------------------------------------------------------

const length = (range) => [...range.toString()].length;

function within(element) {
  const whole = document.createRange();
  whole.selectNodeContents(element);
  return whole;
}

/** The characters of the document that a range covers, as [start, end], or null. */
function span(range) {
  const parts = [...source().querySelectorAll("[data-start]")].filter((each) => range.intersectsNode(each));
  if (!parts.length) {
    return null;
  }
  const [first, last] = [parts[0], parts.at(-1)];
  let start = Number(first.dataset.start);
  let end = Number(last.dataset.start) + length(within(last));
  if (first.contains(range.startContainer)) {
    const before = within(first);
    before.setEnd(range.startContainer, range.startOffset);
    start += length(before);
  }
  if (last.contains(range.endContainer)) {
    const until = within(last);
    until.setEnd(range.endContainer, range.endOffset);
    end = Number(last.dataset.start) + length(until);
  }
  return end > start ? [start, end] : null;
}

function chosen() {
  const selection = document.getSelection();
  if (!source() || !selection.rangeCount || selection.isCollapsed) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const inside = source().contains(range.startContainer) && source().contains(range.endContainer);
  return inside && range.toString().trim() ? span(range) : null;
}

let picked = null;

function pick() {
  picked = chosen();
  bar.hidden = !picked;
  const from = picked && document.getSelection().focusNode.parentElement?.closest("[data-passage]");
  if (from) {
    light(from.dataset.passage);
  }
}

document.addEventListener("selectionchange", () => {
  if (bar && !bar.contains(document.activeElement)) {
    pick();
  }
});

bar?.addEventListener("pointerdown", (event) => event.preventDefault());
bar?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-kind]");
  if (button && picked) {
    const [start, end] = picked;
    const fields = { kind: button.dataset.kind, text: "", start, end };
    leave();
    document.dispatchEvent(
      new CustomEvent("review:add", { detail: { address: bar.dataset.add, fields } }),
    );
  }
});

function leave() {
  picked = null;
  document.getSelection().removeAllRanges();
  bar.hidden = true;
}

function begin(pane) {
  const lit = pane.querySelector(".is-shown[data-start]");
  const visible = [...pane.querySelectorAll("[data-start]")].find(
    (each) => each.getBoundingClientRect().bottom > pane.getBoundingClientRect().top,
  );
  const from = lit ?? visible;
  if (from) {
    document.getSelection().collapse(from.querySelector("a")?.firstChild ?? from.firstChild, 0);
  }
}

// The text cannot be written in, so a cursor in it is ours: arrows move a word at a time, Shift
// takes more in.
function move(event, pane) {
  const ways = {
    ArrowRight: ["forward", "word"],
    ArrowLeft: ["backward", "word"],
    ArrowDown: ["forward", "line"],
    ArrowUp: ["backward", "line"],
  };
  const [way, unit] = ways[event.key];
  const selection = document.getSelection();
  if (!selection.rangeCount || !pane.contains(selection.focusNode)) {
    begin(pane);
  } else if (!event.shiftKey) {
    if (way === "forward") {
      selection.collapseToEnd();
    } else {
      selection.collapseToStart();
    }
    selection.modify("move", way, unit);
  }
  selection.modify("extend", event.shiftKey ? way : "forward", event.shiftKey ? unit : "word");
  selection.focusNode.parentElement?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const pane = source();
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
  if (bar?.contains(event.target) && event.key === "Escape") {
    leave();
    pane.focus();
  } else if (pane && event.target === pane && isPlain && bar) {
    const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const taking = event.shiftKey && event.key.startsWith("Arrow");
    if ((sideways || taking) && pane.querySelector("[data-start]")) {
      event.preventDefault();
      move(event, pane);
    } else if (event.key === "a") {
      // The browser tells of a changed selection later: a quick hand's last word would be lost.
      pick();
      if (picked) {
        event.preventDefault();
        bar.querySelector("button").focus();
      }
    }
  }
});
