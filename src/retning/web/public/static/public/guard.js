// Lets the browser show that it is no robot: a little work, done beside the writing, nothing to click.
// Begins when somebody starts to use the form. Who sends before it is done waits a moment; if it cannot be
// done, the form is sent without, and somebody looks at it first.

const PATIENCE = 15000;

function prove(guard, copy) {
  return new Promise((done, failed) => {
    // Its number alone: whoever has the whole copy can send the form, and addresses stand in logs.
    const [number] = copy.split(".");
    if (!number) {
      failed(new Error("no copy")); // the site would refuse to say what to do
      return;
    }
    const address = `${guard.dataset.guard}?kopi=${encodeURIComponent(number)}`;
    fetch(address, { credentials: "omit", headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`answer ${answer.status}`))))
      .then((challenge) => {
        const worker = new Worker(guard.dataset.guardWorker);
        worker.onmessage = ({ data }) => {
          worker.terminate();
          done(btoa(JSON.stringify({ ...challenge, number: data })));
        };
        worker.onerror = failed;
        worker.postMessage(challenge);
      })
      .catch(failed);
  });
}

function watch(guard) {
  const form = guard.closest("form");
  const proof = guard.querySelector("[name=proof]");
  const copy = guard.querySelector("[name=copy]");
  const status = guard.querySelector("[data-guard-status]");
  let work = null;
  let settled = false;

  function begin() {
    work ??= prove(guard, copy.value)
      .then((found) => { proof.value = found; })
      .catch(() => {})
      .finally(() => { settled = true; });
    return work;
  }

  form.addEventListener("focusin", begin, { once: true });
  form.addEventListener("input", begin, { once: true });
  // Before anybody else hears of it: what is sent again below is heard by all.
  form.addEventListener("submit", (event) => {
    if (settled) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (status.textContent) {
      return; // sent twice: once is enough
    }
    status.textContent = status.dataset.waiting;
    const tooLong = new Promise((done) => { setTimeout(done, PATIENCE); });
    Promise.race([begin(), tooLong]).then(() => {
      settled = true;
      status.textContent = "";
      form.requestSubmit(event.submitter);
    });
  }, { capture: true });
}

document.querySelectorAll("[data-guard]").forEach(watch);
