// What a browser adds to a page that is complete without it: stars, now and next, the offline copy, colours.
const page = document.body.dataset;

// --- Stars: the lines that a visitor marked, kept in this browser by conference ------------------------------------

const STARS = "bloom-stars";

function kept() {
  try { return JSON.parse(localStorage.getItem(STARS)) || {}; } catch { return {}; }
}

function starred() {
  const keys = kept()[page.conference];
  return new Set(Array.isArray(keys) ? keys : []);
}

function keep(keys) {
  try { localStorage.setItem(STARS, JSON.stringify({ ...kept(), [page.conference]: [...keys] })); } catch { /* forbidden */ }
  showStars();
}

function starButton(line) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "star";
  const title = line.querySelector(".title, h3");
  button.setAttribute("aria-label", `${page.star}: ${title ? title.textContent.trim() : line.dataset.key}`);
  button.addEventListener("click", () => {
    const keys = starred();
    if (!keys.delete(line.dataset.key)) keys.add(line.dataset.key);
    keep(keys);
  });
  (line.querySelector(":scope > header") || line).append(button);
  return button;
}

function showStars() {
  const keys = starred();
  for (const line of document.querySelectorAll("[data-key]")) {
    const button = line.querySelector(":scope > .star, :scope > header > .star") || starButton(line);
    button.setAttribute("aria-pressed", keys.has(line.dataset.key));
  }
  const link = document.getElementById("my-agenda");
  if (!link) return;
  link.href = keys.size ? `${page.myAgenda}?items=${[...keys].join(",")}` : page.myAgenda;
  link.dataset.count = keys.size || "";
}

// --- Now and next ---------------------------------------------------------------------------------------------------

// From when to when a line is on; of an activity of several days, on the day below which it stands, from six to six.
function onItsDay(line, start, end) {
  const day = line.closest("[data-day]")?.dataset.day;
  const from = Date.parse(start), to = Date.parse(end);
  if (!day) return [from, to];
  const morning = Date.parse(`${day}T06:00${start.slice(16)}`);
  return [start.slice(0, 10) < day ? Math.max(from, morning) : from, Math.min(to, morning + 24 * 3600 * 1000)];
}

function showNow() {
  const now = Date.now();
  let next = Infinity;
  const lines = [];
  for (const line of document.querySelectorAll("[data-key]:not(.is-cancelled)")) {
    const when = line.querySelector(".when");
    const times = when ? [...when.querySelectorAll("time")].map((time) => time.dateTime) : [];
    if (times.length < 2) continue;
    const [from, to] = onItsDay(line, ...times);
    lines.push({ line, when, from, to });
    if (from > now && from < next) next = from;
  }
  const soon = next - now < 12 * 3600 * 1000;
  for (const { line, when, from, to } of lines) {
    const word = from <= now && now < to ? page.now : soon && from === next ? page.next : "";
    line.classList.toggle("is-now", word === page.now);
    let mark = when.querySelector(".mark");
    if (!word) { mark?.remove(); continue; }
    if (!mark) {
      mark = document.createElement("strong");
      mark.className = "mark";
      when.append(" ", mark);
    }
    mark.textContent = word;
  }
  const toNow = document.getElementById("to-now");
  const current = document.querySelector(".block.is-now");
  if (!toNow) return;
  toNow.hidden = !current;
  if (current) toNow.setAttribute("href", `#${current.id}`);
}

// --- A part of the page that could not be had: the page of the refusal says why, as it does without a script -------------

document.addEventListener("htmx:responseError", (event) => {
  const refusal = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").getElementById("content");
  if (!refusal) return;
  document.getElementById("content").replaceWith(refusal);
  refusal.focus();
});

// --- The copy for where there is no network -------------------------------------------------------------------------

async function showOffline(isOffline) {
  const line = document.getElementById("offline");
  if (!isOffline || document.querySelector("[data-not-kept]")) { line.hidden = true; return; }
  const copy = "caches" in window ? await caches.match(location.href) : null;
  const saved = new Date(copy?.headers.get("date") || document.lastModified);
  const language = document.documentElement.lang;
  line.textContent = `${page.offline} ${saved.toLocaleString(language === "en" ? "en-GB" : language, { dateStyle: "long", timeStyle: "short" })}.`;
  line.hidden = false;
}

async function keepForOffline() {
  const worker = (await navigator.serviceWorker.ready).active;
  const here = "personal" in page ? "" : location.href.split("#")[0];  // what is personal is kept nowhere
  worker.postMessage({ pages: [here, page.agenda, page.myAgenda, page.offlinePage].filter(Boolean) });
  worker.postMessage("where from?");
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.addEventListener("message", (event) => showOffline(event.data.isCopy || !navigator.onLine));
  navigator.serviceWorker.register("/service-worker.js").then(keepForOffline).catch(() => { /* not on this origin */ });
}
addEventListener("offline", () => showOffline(true));
addEventListener("online", () => showOffline(false));
if (!navigator.onLine) showOffline(true);

// --- Colours --------------------------------------------------------------------------------------------------------

const theme = document.getElementById("theme");
const themes = ["auto", "light", "dark"];

function showTheme() {
  theme.textContent = theme.dataset[document.documentElement.dataset.bsTheme || "auto"];
}

theme.addEventListener("click", () => {
  const chosen = themes[(themes.indexOf(document.documentElement.dataset.bsTheme || "auto") + 1) % themes.length];
  if (chosen === "auto") delete document.documentElement.dataset.bsTheme;
  else document.documentElement.dataset.bsTheme = chosen;
  try {
    if (chosen === "auto") localStorage.removeItem("bloom-theme");
    else localStorage.setItem("bloom-theme", chosen);
  } catch { /* forbidden */ }
  showTheme();
});
theme.hidden = false;
showTheme();

if (page.conference) {
  showStars();
  showNow();
  setInterval(showNow, 30_000);
  addEventListener("storage", showStars);
  document.addEventListener("bloom:lines", () => { showStars(); showNow(); });
  document.addEventListener("bloom:keep", (event) => keep(new Set([...starred(), ...event.detail])));
}
