// How far an import or export is, asked for every second; when it is over, the page that says what came of it.

const ASKED_MS = 1000;

async function ask() {
  const panel = document.querySelector("[data-run]");
  let words = "";
  try {
    const response = await fetch(location.href, { headers: { "X-Progress": "1" }, credentials: "same-origin" });
    if (!response.ok || response.redirected) return location.reload();
    words = (await response.text()).trim();
  } catch {
    return setTimeout(ask, 5 * ASKED_MS); // the network is away for a moment
  }
  if (!words) return location.reload();
  const part = new DOMParser().parseFromString(words, "text/html").querySelector("[data-run]");
  panel.replaceWith(part);
  setTimeout(ask, ASKED_MS);
}

setTimeout(ask, ASKED_MS);
