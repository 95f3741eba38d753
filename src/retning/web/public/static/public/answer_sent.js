// A response has been received: its draft in this browser is not needed any more.

const key = `svar:${document.querySelector("script[data-sent]").dataset.sent}`;
try {
  if (JSON.parse(localStorage.getItem(key))?.isSending) {
    localStorage.removeItem(key);
  }
} catch {
  // A browser that keeps nothing has nothing to forget.
}
