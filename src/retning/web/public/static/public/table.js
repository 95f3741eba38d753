// A table's notes over a bad connection. What is written is kept here until the site has it, and
// sent with the number it was written under, so that it is kept there once, however often it is
// sent. Without this script the page is plain forms.

const LARGEST_COPY = Number.MAX_SAFE_INTEGER;
const PAUSE = 5000;
const AT_MOST = 60000;

const room = document.querySelector("[data-table]");
const form = room?.querySelector("[data-table-form]");
const status = room?.querySelector("[data-table-status]");
const shown = room?.querySelector("[data-table-notes]");
const pile = room?.querySelector("[data-table-waiting]");
const place = room ? `retning.table.${room.dataset.table}` : "";
const words = room?.dataset;
let timer = 0;
let sending = false;
let pause = PAUSE;

function drawCopy() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return String(((high % 2 ** 21) * 2 ** 32 + low) % LARGEST_COPY + 1);
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "[]");
  } catch {
    return [];
  }
}

// False where the browser keeps nothing: then the form is sent the plain way.
function keep(notes) {
  try {
    localStorage.setItem(place, JSON.stringify(notes));
    return true;
  } catch {
    return false;
  }
}

function without(copy) {
  keep(kept().filter((note) => note.fields.copy !== copy));
}

function say(text) {
  if (status.textContent !== text) {
    status.textContent = text;
  }
}

function line(text, name) {
  const paragraph = document.createElement("p");
  paragraph.className = name;
  paragraph.textContent = text;
  return paragraph;
}

function waitingNote(note) {
  const item = document.createElement("li");
  item.className = note.refused ? "note note--refused" : "note note--waiting";
  item.append(line(note.fields.text, "note__text"));
  item.append(line(note.refused ? `${words.saidRefused} ${note.refused}` : words.saidWaiting, "quiet"));
  if (note.refused) {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button-secondary";
    again.textContent = words.saidAgain;
    again.addEventListener("click", () => writeAgain(note));
    item.append(again);
  }
  return item;
}

function draw() {
  const notes = kept();
  pile.replaceChildren(...notes.map(waitingNote));
  const waiting = notes.filter((note) => !note.refused).length;
  if (waiting === 1) {
    say(words.saidOne);
  } else if (waiting > 1) {
    say(words.saidMany.replace("{number}", waiting));
  }
  return waiting;
}

function writeAgain(note) {
  without(note.fields.copy);
  form.elements.text.value = note.fields.text;
  keepDraft();
  form.elements.text.focus();
  draw();
}

async function post(fields) {
  return fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(fields),
  });
}

// What the site said of a note: kept; refused with a reason; or null where it could not say.
async function answered(note) {
  const answer = await post(note.fields);
  const isJson = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  if (!isJson) {
    throw new Error(`answer ${answer.status}`);
  }
  return answer.json();
}

async function sendKept() {
  if (sending) {
    return;
  }
  sending = true;
  clearTimeout(timer);
  try {
    for (const note of kept().filter((each) => !each.refused)) {
      const said = await answered(note);
      if (said.kept) {
        without(note.fields.copy);
        shown.innerHTML = said.list;
        say(words.saidSent);
      } else {
        keep(kept().map((each) => (each.fields.copy === note.fields.copy ? { ...each, refused: said.said } : each)));
        say(`${words.saidRefused} ${said.said}`);
      }
    }
    pause = PAUSE;
  } catch {
    pause = Math.min(pause * 2, AT_MOST);
  }
  sending = false;
  if (draw()) {
    timer = setTimeout(sendKept, pause);
  }
}

function write(event) {
  const fields = Object.fromEntries(new FormData(form));
  if (!fields.text.trim()) {
    return; // the site says what is missing
  }
  fields.copy = drawCopy();
  if (!keep([...kept(), { fields }])) {
    return;
  }
  event.preventDefault();
  form.elements.text.value = "";
  keepDraft();
  if (form.elements.dots) {
    form.elements.dots.value = "0";
  }
  form.elements.text.focus();
  draw();
  sendKept();
}

// Dots and taking away: at once where there is a connection; offline it is said that they wait.
async function deed(event) {
  const asked = event.target.closest("[data-table-deed]");
  if (!asked) {
    return;
  }
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(asked, event.submitter));
  const note = asked.closest(".note").id;
  const step = [...asked.querySelectorAll(".dots__step")].indexOf(event.submitter);
  try {
    const answer = await post(fields);
    const said = await answer.json();
    shown.innerHTML = said.list;
    const steps = document.getElementById(note)?.querySelectorAll(".dots__step");
    (steps?.[step] ?? document.getElementById("noter")).focus();
  } catch {
    say(words.saidOffline);
  }
}

// A sentence that is half written is there again where the page has to be opened anew.
function draft() {
  try {
    return localStorage.getItem(`${place}.draft`) ?? "";
  } catch {
    return "";
  }
}

function keepDraft() {
  try {
    localStorage.setItem(`${place}.draft`, form.elements.text.value);
  } catch {
    // Nothing can be kept in this browser; the page works without.
  }
}

if (room && form) {
  const begun = form.elements.text;
  begun.value ||= draft();
  begun.addEventListener("input", keepDraft);
  form.addEventListener("submit", write);
  shown.addEventListener("submit", deed);
  window.addEventListener("online", () => {
    pause = PAUSE;
    sendKept();
  });
  if (draw()) {
    sendKept();
  }
}
