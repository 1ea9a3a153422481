// The countdown of the hall. It knows the hours of the day from the table of its page, so it goes on without a network;
// its clock is that of the server, as far as the difference was heard. Without this the table stands there alone.
const WARNING = 120_000;  // before the end
const LATE = 5_000;  // a bell that was missed for longer, as by a computer that slept, is not made up for
const ASKED = 60_000;  // how often the server is asked for the hours and the time
const DAY = 86_400_000;

const screen = document.getElementById("screen");
const live = document.getElementById("screen-live");
let slots = slotsOf(document);
// The page that a worker gives may be an old copy; its time is then none. `ask` knows better, where there is a network.
let offset = navigator.serviceWorker?.controller ? 0 : Number(screen.dataset.now) - Date.now();
let last = null;

const now = () => Date.now() + offset;

function slotsOf(page) {
  return [...page.querySelectorAll("#screen-slots [data-starts]")].map((row) => ({
    starts: Number(row.dataset.starts),
    ends: Number(row.dataset.ends),
    hours: [...row.querySelectorAll("time")].map((time) => time.textContent).join("–"),
  }));
}

/** What goes on at a moment, since when and until when, and which slot comes next. */
function found(at) {
  const current = slots.find((slot) => slot.starts <= at && at < slot.ends);
  const next = slots.find((slot) => slot.starts > at);
  if (current) {
    const phase = current.ends - at <= WARNING ? "warning" : "meeting";
    return { phase, since: current.starts, until: current.ends, next, current };
  }
  if (!next) return { phase: "over" };
  const before = slots.findLast((slot) => slot.ends <= at);
  return { phase: before ? "break" : "before", since: before?.ends ?? next.starts - 3_600_000, until: next.starts, next };
}

/** 4:05, or 1:04:05. A second counts until it is over: 0:00 is never shown while something is still on. */
function words(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${parts.join(":")}` : parts.join(":");
}

function put(id, text) {
  const place = document.getElementById(id);
  if (place.textContent !== text) place.textContent = text;
}

function show() {
  const at = now();
  const { phase, since, until, next, current } = found(at);
  live.hidden = document.getElementById("screen-clock").hidden = slots.length === 0;
  if (live.dataset.phase !== phase || last === null) {
    live.dataset.phase = phase;
    for (const said of live.querySelectorAll("[data-in]")) said.hidden = said.dataset.in !== phase;
  }
  const isFar = until && until - at > DAY;
  put("screen-count", !until || isFar ? "" : words(until - at));
  document.getElementById("screen-bar").setAttribute("width", until ? Math.max(0, Math.min(100, (100 * (at - since)) / (until - since))) : 100);
  document.getElementById("screen-next").hidden = !next;
  if (next) put("screen-next-hours", next.hours);
  const time = new Date(at + clockOffset());
  put("screen-clock", time.toISOString().slice(11, 16));
  for (const [place, row] of [...document.querySelectorAll("#screen-slots [data-starts]")].entries()) {
    if (current && slots[place] === current) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    row.classList.toggle("is-over", slots[place]?.ends <= at);
  }
  ring(at);
  last = at;
}

/** The venue's hours are those of the table: what its first time says, against what it is in the world's time. */
function clockOffset() {
  const time = document.querySelector("#screen-slots time")?.getAttribute("datetime") ?? "";
  const [, sign, hours, minutes] = time.match(/([+-])(\d\d):(\d\d)$/) ?? [];
  return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
}

/** Rings once when a meeting begins, twice two minutes before it ends, three times when it does. */
function ring(at) {
  if (last === null || at - last > LATE) return;
  for (const slot of slots) {
    for (const [moment, times] of [[slot.starts, 1], [slot.ends - WARNING, 2], [slot.ends, 3]]) {
      if (last < moment && moment <= at) document.dispatchEvent(new CustomEvent("bell", { detail: { times } }));
    }
  }
}

/** Hours that were changed meanwhile, and the server's clock. A copy of the page has an old one: HEAD is never a copy. */
async function ask() {
  try {
    const there = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (!there.ok) return;
    const asked = Date.now();
    const response = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const served = Number(page.getElementById("screen")?.dataset.now);
    if (!served) return;
    const isCancelled = "cancelled" in page.getElementById("screen").dataset;
    if (isCancelled !== ("cancelled" in screen.dataset)) return location.reload();
    offset = served - (asked + Date.now()) / 2;
    document.getElementById("screen-slots").replaceWith(document.adoptNode(page.getElementById("screen-slots")));
    slots = slotsOf(document);
  } catch { /* no network: what is known goes on */ }
}

const full = document.getElementById("screen-full");
full.hidden = !document.fullscreenEnabled;
full.addEventListener("click", async () => {
  if (document.fullscreenElement) return document.exitFullscreen();
  await screen.requestFullscreen();
  try { await navigator.wakeLock?.request("screen"); } catch { /* it may go dark, then */ }
});

document.documentElement.classList.add("has-countdown");
ask().then(show);
show();
setInterval(show, 250);
setInterval(ask, ASKED);
addEventListener("online", ask);
