// The keyboard in the list of a review. Single keys work only while focus is inside it, and can be
// turned off: nobody who speaks to their machine sets off deeds by accident.

const OFF = "retning-keys-off";
const KINDS = ["title", "vision", "area", "objective", "goal", "theme", "narrative", "unplaced"];
const list = () => document.querySelector("[data-passages]");
const items = () => [...(list()?.children ?? [])];
const dialog = document.getElementById("keys");
const box = dialog?.querySelector("[data-keys-off]");

function isOff() {
  try {
    return window.localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function rove(current) {
  for (const each of items()) {
    each.setAttribute("tabindex", each === current ? "0" : "-1");
  }
}

function start() {
  const here = document.activeElement?.closest?.("[data-passages] > li");
  const first = items()[0];
  rove(here ?? items().find((each) => each.getAttribute("tabindex") === "0") ?? first);
}

function go(to) {
  to?.focus({ preventScroll: true });
  to?.scrollIntoView({ block: "nearest" });
}

function step(here, by) {
  const place = items().indexOf(here) + by;
  if (items()[place]) {
    go(items()[place]);
    return;
  }
  const nav = document.querySelector("[data-swap=pages] nav");
  const link = by > 0 ? nav?.querySelector("span ~ a") : nav?.querySelector("a:has(~ span)");
  if (link) {
    document.dispatchEvent(new CustomEvent("review:show", { detail: { address: link.href } }));
  }
}

function press(here, names, then) {
  const button = names.map((name) => here.querySelector(`button[name=${name}]`)).find(Boolean);
  if (button && !button.disabled) {
    send({ [button.name]: button.value }, button.value, then);
  }
}

function send(fields, number, then) {
  document.dispatchEvent(new CustomEvent("review:send", { detail: { fields, number, then } }));
}

function undo() {
  const button = document.querySelector("[data-undo]");
  if (button) {
    send({ undo: button.value }, items().find((each) => each.tabIndex === 0)?.dataset.passage);
  }
}

function openMore(here) {
  const more = here.querySelector(".passage__more");
  if (more) {
    more.open = true;
    more.querySelector("input").focus();
  }
}

function onKey(event, here) {
  const number = here.dataset.passage;
  const kind = KINDS[Number(event.key) - 1];
  if (kind) {
    send({ become: number, to: kind }, number);
    return true;
  }
  const deeds = {
    j: () => step(here, 1),
    k: () => step(here, -1),
    t: () => here.querySelector("[data-form=targets]")?.click(),
    0: () => press(here, ["no_goal"]),
    o: () => document.querySelector("[data-order]")?.click(),
    N: () => document.querySelector("[data-uncertain]")?.click(),
    x: () => press(here, ["drop", "restore"]),
    s: () => here.querySelector("[data-form=split]")?.click(),
    m: () => press(here, ["merge"]),
    b: () => openMore(here),
    a: () => here.querySelector("[data-form=add]")?.click(),
    n: () => nextToDo(here),
    u: undo,
    v: () => document.querySelector("[data-view]")?.click(),
    "?": () => dialog?.showModal(),
  };
  deeds[event.key]?.();
  return event.key in deeds;
}

function nextToDo(here) {
  const following = items().slice(items().indexOf(here) + 1);
  const found = following.find(
    (each) => !each.matches(".passage--accepted, .passage--dropped"),
  );
  if (found) {
    go(found);
    return;
  }
  const link = document.querySelector("[data-next]");
  if (link) {
    const address = new URL(link.href);
    address.searchParams.set("efter", here.dataset.order);
    document.dispatchEvent(new CustomEvent("review:show", { detail: { address: address.href } }));
  }
}

// What works on the entry itself: on a button or a link inside it these keys are its own.
function onEntry(event, here) {
  const deeds = {
    ArrowDown: () => (event.shiftKey ? press(here, ["down"]) : step(here, 1)),
    ArrowUp: () => (event.shiftKey ? press(here, ["up"]) : step(here, -1)),
    Home: () => go(items()[0]),
    End: () => go(items().at(-1)),
    Enter: () => here.querySelector("[data-form=edit]")?.click(),
    " ": () => press(here, ["accept", "unaccept"], here.querySelector("[name=accept]") ? "next" : ""),
  };
  deeds[event.key]?.();
  return event.key in deeds;
}

document.addEventListener("keydown", (event) => {
  const here = event.target.closest?.("[data-passages] > li");
  if (!here || event.altKey || event.target.closest("input, textarea, select")) {
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "z") {
      event.preventDefault();
      undo();
    }
    return;
  }
  const isEntry = event.target === here;
  if ((isEntry && onEntry(event, here)) || (!isOff() && onKey(event, here))) {
    event.preventDefault();
  }
});

document.addEventListener("focusin", (event) => {
  const here = event.target.closest("[data-passages] > li");
  if (here) {
    rove(here);
  }
});

document.addEventListener("review:swapped", start);
if (box) {
  box.checked = isOff();
  box.addEventListener("change", () => {
    try {
      window.localStorage.setItem(OFF, box.checked ? "1" : "0");
    } catch {
      box.checked = false;
    }
  });
}
start();
