// Shows how far a document is, without loading the page anew. Without JavaScript the page does so itself.

const SECOND = 1000;
const shown = document.querySelector("[data-progress]");

async function ask() {
  const answer = await fetch(shown.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(`answer ${answer.status}`);
  }
  return answer.json();
}

async function follow(pause) {
  try {
    const state = await ask();
    if (!state.is_moving) {
      window.location.reload();
      return;
    }
    if (shown.innerHTML !== state.html) {
      shown.innerHTML = state.html;
    }
    setTimeout(follow, SECOND, SECOND);
  } catch {
    // The connection is gone, or the site is being restarted: ask more and more seldom.
    const longer = Math.min(pause * 2, 30 * SECOND);
    setTimeout(follow, longer, longer);
  }
}

if (shown) {
  setTimeout(follow, SECOND, SECOND);
}
