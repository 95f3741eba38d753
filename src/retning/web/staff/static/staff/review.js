// The review without leaving the page: every deed is sent at once, and what it changed is put in.
// Without this script each button and link does the same by a new page.

const PART = { "X-Retning-Part": "1" };
const work = () => document.querySelector("[data-review]");
const items = () => [...document.querySelectorAll("[data-passages] > li")];
const item = (number) => document.getElementById(`passage-${number}`);
const drawn = new WeakMap();

function remember() {
  for (const each of items()) {
    if (!drawn.has(each)) {
      drawn.set(each, each.outerHTML);
    }
  }
}

function say(text) {
  const live = document.querySelector("[data-live]");
  if (live && text) {
    live.textContent = text;
  }
}

// --- Putting in what came ---------------------------------------------------------------

function swapList(fresh) {
  const here = document.querySelector("[data-passages]");
  const there = fresh.querySelector("[data-passages]");
  const place = opened();
  const owner = place?.closest("li");
  if (!here || !there) {
    if (place && isWritten(place)) {
      return;
    }
    document.querySelector("[data-swap=list]").replaceChildren(...fresh.querySelector("[data-swap=list]").childNodes);
    return;
  }
  const wanted = [...there.children].map((each) => {
    const old = item(each.id.slice("passage-".length));
    const html = each.outerHTML;
    if (old && drawn.get(old) === html) {
      return old;
    }
    const kept = document.importNode(each, true);
    drawn.set(kept, html);
    if (old && old === owner) {
      kept.querySelector("[data-place]").replaceWith(place);
      kept.classList.add("passage--open");
    }
    return kept;
  });
  // What is being written stays, even where its passage is no longer among those shown.
  if (place && isWritten(place) && !wanted.includes(place.closest("li")) && !there.querySelector(`#${owner.id}`)) {
    wanted.splice([...here.children].indexOf(owner), 0, owner);
  }
  for (const old of [...here.children]) {
    if (!wanted.includes(old)) {
      old.remove();
    }
  }
  wanted.forEach((each, place) => {
    if (here.children[place] !== each) {
      here.insertBefore(each, here.children[place] ?? null);
    }
  });
}

function swapRest(fresh) {
  for (const there of fresh.querySelectorAll("[data-swap]")) {
    const name = there.dataset.swap;
    const here = document.querySelector(`[data-swap=${name}]`);
    if (name === "list" || !here || here.innerHTML === there.innerHTML) {
      continue;
    }
    const place = here.querySelector("[data-source]")?.scrollTop;
    here.replaceChildren(...document.importNode(there, true).childNodes);
    if (place) {
      here.querySelector("[data-source]").scrollTop = place;
    }
  }
  const deeds = document.getElementById("deeds");
  const others = fresh.querySelector("#deeds");
  if (deeds && others) {
    deeds.replaceChildren(...document.importNode(others, true).childNodes);
  }
}

function swap(html, address) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-review]");
  if (!fresh) {
    window.location.assign(address);
    return null;
  }
  swapList(fresh);
  swapRest(fresh);
  say(fresh.querySelector("[data-said]")?.textContent.trim());
  const kept = new URL(address);
  kept.searchParams.delete("ved");
  kept.hash = "";
  window.history.replaceState(null, "", kept);
  document.dispatchEvent(new CustomEvent("review:swapped"));
  return fresh.dataset.chosen;
}

function focusOn(number, place) {
  const there = item(number) ?? items()[Math.min(place, items().length - 1)];
  there?.focus({ preventScroll: true });
  there?.scrollIntoView({ block: "nearest" });
}

// --- Asking and sending -----------------------------------------------------------------

let busy = false;

async function ask(address, options = {}) {
  if (busy) {
    return null;
  }
  busy = true;
  work().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { ...options, headers: PART, credentials: "same-origin" });
    return { status: answer.status, address: answer.url, html: await answer.text() };
  } catch {
    say(work().dataset.failed);
    return null;
  } finally {
    busy = false;
    work().removeAttribute("aria-busy");
  }
}

/** Show another view of the review, and go on at passage `number`, else at the first. */
async function show(address, number) {
  if (keepsWriting()) {
    return;
  }
  const answer = await ask(address);
  if (answer?.status === 200) {
    const chosen = swap(answer.html, answer.address);
    focusOn(number || chosen, 0);
  }
}

/** Send one deed. `then`: "next" goes on with the passage after `number`, else there. */
async function send(fields, number, then) {
  const deeds = document.getElementById("deeds");
  const place = items().indexOf(item(number));
  const following = items()[place + 1]?.dataset.passage;
  const body = new URLSearchParams(new FormData(deeds));
  for (const name of [...body.keys()]) {
    if (name.startsWith("place-") && name !== `place-${number}`) {
      body.delete(name);
    }
  }
  for (const [name, value] of Object.entries(fields)) {
    body.set(name, value);
  }
  const answer = await ask(deeds.action, { method: "POST", body });
  if (!answer) {
    return;
  }
  if (answer.status !== 200) {
    say(work().dataset.failed);
    return;
  }
  const chosen = swap(answer.html, answer.address);
  if (chosen !== null) {
    focusOn(then === "next" ? following ?? number : chosen || number, Math.max(place, 0));
  }
}

/** Text for pictures, or pictures for text: at the same passage, and in the pane it is asked from. */
async function turn(link) {
  if (keepsWriting()) {
    return;
  }
  const isInPane = !document.activeElement.closest("[data-passages]");
  const here = items().find((each) => each.matches(".is-shown")) ?? items().find((each) => each.tabIndex === 0);
  await show(link.href, here?.dataset.passage);
  if (isInPane) {
    document.querySelector("[data-source]").focus({ preventScroll: true });
  }
}

// --- Forms in place ---------------------------------------------------------------------

const opened = () => document.querySelector("[data-place]:not(:empty)");
const isWritten = (place) =>
  [...place.querySelectorAll("textarea, input[type=text]")].some((field) => field.value !== field.defaultValue);

/** Whether something is being written that another view would take away: then focus goes there. */
function keepsWriting() {
  const place = opened();
  if (!place || !isWritten(place)) {
    return false;
  }
  place.querySelector("textarea, input[type=text]").focus();
  say(work().dataset.writing);
  return true;
}

function shut(place) {
  const owner = place.closest("li");
  place.replaceChildren();
  owner.classList.remove("passage--open");
  owner.focus();
}

async function open(link) {
  const owner = link.closest("li");
  if (keepsWriting()) {
    return;
  }
  const other = opened();
  const answer = await ask(link.href);
  if (answer?.status !== 200) {
    return;
  }
  other?.replaceChildren();
  other?.closest("li").classList.remove("passage--open");
  put(owner.querySelector("[data-place]"), answer.html);
}

function put(place, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  place.replaceChildren(...document.importNode(fresh.body, true).childNodes);
  place.closest("li").classList.add("passage--open");
  const split = place.querySelector("[data-split] textarea");
  const first = place.querySelector(".error-summary, .alert, textarea, [data-wording]");
  first?.setAttribute("tabindex", first.matches("textarea, input") ? "0" : "-1");
  (split ?? first)?.focus();
  split?.setSelectionRange(0, 0);
  place.closest("li").scrollIntoView({ block: "nearest" });
}

async function sendForm(form, submitter) {
  const place = form.closest("[data-place]");
  const owner = place.closest("li");
  const text = form.querySelector("textarea");
  if (form.matches("[data-split]") && text.value === text.defaultValue) {
    // Characters as the server counts them, not as a browser does.
    form.elements.at.value = [...text.value.slice(0, text.selectionStart)].length || "";
  }
  const body = new URLSearchParams(new FormData(form, submitter));
  const answer = await ask(form.action, { method: "POST", body });
  if (!answer) {
    return;
  }
  if (answer.status === 422 || answer.status === 409) {
    put(place, answer.html);
    return;
  }
  if (answer.status !== 200) {
    say(work().dataset.failed);
    return;
  }
  place.replaceChildren();
  owner.classList.remove("passage--open");
  const chosen = swap(answer.html, answer.address);
  focusOn(chosen || owner.dataset.passage, 0);
}

// --- What people do ---------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-deeds]") && event.submitter) {
    event.preventDefault();
    const { name, value } = event.submitter;
    send({ [name]: value }, event.submitter.closest("li")?.dataset.passage);
  } else if (form.matches("[data-place-form]") && form.closest("[data-place]")) {
    event.preventDefault();
    sendForm(form, event.submitter);
  }
});

document.addEventListener("click", (event) => {
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  const link = event.target.closest("a");
  if (link && plain && link.closest("[data-review]")) {
    if (link.dataset.form && link.closest("[data-passages]")) {
      event.preventDefault();
      open(link);
    } else if (link.closest("[data-place] .actions")) {
      event.preventDefault();
      shut(link.closest("[data-place]"));
    } else if (link.matches("[data-order], [data-uncertain]")) {
      event.preventDefault();
      show(link.href);
    } else if (link.matches("[data-view]")) {
      event.preventDefault();
      turn(link);
    }
  }
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    document.getElementById(opener.dataset.opens).showModal();
  }
});

document.addEventListener("keydown", (event) => {
  const place = event.target.closest?.("[data-place]");
  if (place && event.key === "Escape") {
    event.stopPropagation();
    shut(place);
  } else if (place && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    place.querySelector("form").requestSubmit();
  }
});

document.addEventListener("review:send", ({ detail }) => send(detail.fields, detail.number, detail.then));
document.addEventListener("review:show", ({ detail }) => show(detail.address, detail.number));
document.addEventListener("review:add", async ({ detail }) => {
  const body = new URLSearchParams(new FormData(document.getElementById("deeds")));
  for (const [name, value] of Object.entries(detail.fields)) {
    body.set(name, value);
  }
  const answer = await ask(detail.address, { method: "POST", body });
  if (answer?.status === 200) {
    focusOn(swap(answer.html, answer.address), 0);
  } else if (answer) {
    say(work().dataset.failed);
  }
});
window.addEventListener("beforeunload", (event) => {
  const place = opened();
  if (place && isWritten(place)) {
    event.preventDefault();
  }
});

remember();
document.documentElement.classList.add("has-script");
if (work()?.dataset.chosen) {
  focusOn(work().dataset.chosen, 0);
}
