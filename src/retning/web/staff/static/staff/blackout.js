// Puts the brackets around what is selected. Without JavaScript one writes them oneself.

const button = document.querySelector("[data-blackout-selection]");
let field = document.querySelector("[data-blackout]");

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-blackout]")) {
    field = event.target;
  }
});

if (button && field) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    const { selectionStart: start, selectionEnd: end, value } = field;
    if (start < end) {
      const marked = field.dataset.open + value.slice(start, end) + field.dataset.close;
      field.setRangeText(marked, start, end, "end");
    }
    field.focus();
  });
}
