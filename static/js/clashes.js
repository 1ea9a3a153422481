// Asks, a moment after each change to a form, what would clash if it were saved, and shows the answer above it.
// Without this script the panel shows what clashed when the page was opened.

const PAUSE = 400; // milliseconds without a further change

for (const panel of document.querySelectorAll("[data-clashes]")) {
  keepUp(panel, document.getElementById(panel.dataset.form));
}

function keepUp(panel, form) {
  const found = panel.querySelector("[aria-live]");
  let timer, asking;

  function changed() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const data = new FormData(form);
    for (const [name, value] of [...data]) {
      if (value instanceof File) data.delete(name);
    }
    try {
      const answer = await fetch(panel.dataset.clashes, { method: "POST", body: data, signal: asking.signal });
      const html = answer.ok ? await answer.text() : null;
      if (html !== null && html.trim() !== found.innerHTML.trim()) found.innerHTML = html;
    } catch (error) {
      if (error.name !== "AbortError") console.warn("Clashes could not be looked up.", error);
    }
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("formset:added", changed);
  document.addEventListener("formset:removed", changed);
  // The autocomplete fields are select2, which tells only jQuery of a change.
  window.django?.jQuery?.(form).on("change", "select", changed);
}
