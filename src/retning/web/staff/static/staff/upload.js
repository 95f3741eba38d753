// Says at once that a chosen file is too large. The server decides; this only saves the wait.

const form = document.querySelector("[data-upload]");
const field = form?.querySelector("input[type=file]");
const warning = form?.querySelector("[data-upload-warning]");

function judge() {
  const limit = Number(field.dataset.limitBytes);
  const [file] = field.files;
  warning.hidden = !(file && limit && file.size > limit);
}

field?.addEventListener("change", judge);
