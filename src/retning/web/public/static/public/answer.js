// Keeps a draft of a response in this browser alone, until it has been sent or is deleted; sends it once; says
// when the connection is gone. Without it the page does all that matters.

const form = document.querySelector("[data-answer]");
const key = `svar:${form.dataset.answer}`;
const panel = form.querySelector("[data-draft]");
const status = form.querySelector("[data-draft-status]");
const sending = form.querySelector("[data-sending-status]");
const count = form.querySelector("[data-written]");
const copy = form.querySelector("[name=copy]");
const refused = document.querySelector(".error-summary");
const SECRET = new Set(["copy", "proof", "emne", "invited"]);
const WRITTEN = /^(comment|wording|number|goal)-\d+$/;
const WAIT = 400;
let timer = 0;
let isSent = false;

const fields = () => [...form.elements].filter((each) => each.name && each.type !== "file" && !SECRET.has(each.name));
const isTick = (each) => each.type === "checkbox" || each.type === "radio";
// A wording is there to be changed: it has been written in when it is not the one that stands.
const stands = (each) => each.dataset.stands ?? (each.name.startsWith("wording-") ? each.defaultValue : "");
const isWritten = (each) => !isTick(each) && each.value.trim() !== stands(each).trim();

function read() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function keep(draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false; // full, or not allowed: the page works as it does without scripts
  }
}

function forget() {
  clearTimeout(timer);
  try {
    localStorage.removeItem(key);
  } catch {
    // There was nothing to forget.
  }
}

function said() {
  const values = {};
  for (const each of fields().filter((one) => (isTick(one) ? one.checked : isWritten(one)))) {
    values[each.name] = each.value;
  }
  return values;
}

function say(words) {
  if (status.textContent !== words) {
    status.textContent = words;
  }
  panel.hidden = false;
}

function tally() {
  const filled = fields().filter((each) => WRITTEN.test(each.name) && isWritten(each));
  count.hidden = filled.length === 0;
  count.textContent = `${count.dataset.written} ${filled.length}`;
}

function save({ isSending = false } = {}) {
  clearTimeout(timer);
  tally();
  if (!fields().some(isWritten)) {
    forget();
  } else if (keep({ values: said(), isSending, copy: copy.value })) {
    say(form.dataset.kept);
  }
}

function restore() {
  const { values, isSending, copy: before } = read();
  if (!values) {
    return;
  }
  for (const each of fields()) {
    if (isTick(each)) {
      each.checked = each.value === values[each.name];
    } else if (each.name in values) {
      each.value = values[each.name];
      each.closest("details")?.setAttribute("open", "");
    }
  }
  if (isSending && before) {
    copy.value = before; // it may have arrived: the same copy counts once
  }
  say(form.dataset.found);
}

function clear() {
  forget();
  form.reset();
  for (const each of fields().filter((one) => !isTick(one))) {
    each.value = stands(each);
  }
  tally();
  say(form.dataset.cleared);
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(save, WAIT);
  tally();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && timer && !isSent) {
    save();
  }
});
form.querySelector("[data-draft-clear]").addEventListener("click", clear);
form.addEventListener("submit", (event) => {
  if (isSent) {
    event.preventDefault(); // the second of two clicks
    return;
  }
  if (!navigator.onLine) {
    event.preventDefault();
    save();
    sending.textContent = form.dataset.offline;
    return;
  }
  save({ isSending: true });
  isSent = true;
  sending.textContent = form.dataset.sending;
});
form.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) {
    if (WRITTEN.test(name) && value.trim() === "") {
      formData.delete(name);
    }
  }
});
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) {
    isSent = false;
    sending.textContent = "";
  }
});
window.addEventListener("offline", () => say(form.dataset.offline));
window.addEventListener("online", () => {
  say(form.dataset.online);
  sending.textContent = "";
});

if (refused) {
  save(); // what the server gives back is the newest
  refused.focus();
} else {
  restore();
}
tally();
