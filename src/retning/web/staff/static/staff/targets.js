// How a target that is being typed is read: the server answers with the sentence, or with a caret.

const PART = { "X-Retning-Part": "1" };
let typing = 0;

async function readTargets(form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("try", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: PART, credentials: "same-origin" });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const there = fresh.querySelectorAll("[data-read]");
      form.querySelectorAll("[data-read]").forEach((each, place) => {
        if (there[place] && each.innerHTML !== there[place].innerHTML) {
          each.replaceChildren(...document.importNode(there[place], true).childNodes);
        }
      });
    }
  } catch {
    // What is typed is still read when it is saved.
  }
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("[data-targets]");
    if (form) {
      window.clearTimeout(typing);
      typing = window.setTimeout(readTargets, 250, form);
    }
  });
}
