// The screen beside the stage: asks the server who is on, and counts down by the server's clock, not by this one's.
const stage = document.getElementById("stage");
const words = stage.dataset;
const EVERY = 2000;
const LAST_MINUTE = 60_000;
const at = (id) => document.getElementById(id);

let known = null;
let ahead = 0; // by how much the server's clock is ahead of this one
let best = Infinity; // the shortest way there and back of late: the shorter, the better `ahead` is known

// What is set anew is read out anew, so only what differs is.
function say(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

async function ask() {
  try {
    const sent = performance.now();
    const response = await fetch(words.now, { cache: "no-store" });
    if (!response.ok) throw new Error(response.status);
    const found = await response.json();
    const way = performance.now() - sent;
    best = Math.min(best * 1.1, 60_000); // so that a clock that was set is followed
    if (way <= best) {
      best = way;
      ahead = found.now + way / 2 - performance.now();
    }
    known = found;
    say("lost", "");
  } catch {
    say("lost", words.lost);
  }
  setTimeout(ask, EVERY);
}

function clock(milliseconds) {
  const seconds = Math.ceil(Math.abs(milliseconds) / 1000);
  const sign = milliseconds < 0 && seconds ? "−" : "";
  return `${sign}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function part(on, now) {
  if (now < on.pitch_ends) return ["pitch", on.pitch_ends - now];
  return now < on.questions_end ? ["questions", on.questions_end - now] : ["over", on.questions_end - now];
}

function show() {
  if (known) {
    const { on, next } = known;
    const [phase, left] = on ? part(on, performance.now() + ahead) : [known.is_over ? "ended" : "waits", 0];
    const isLast = on && phase !== "over" && left <= LAST_MINUTE;
    stage.className = `stage is-${phase}${isLast ? " is-last" : ""}`;
    at("clock").hidden = !on;
    at("clock").textContent = on ? clock(phase === "over" ? Math.min(left, -1) : left) : "";
    say("phase", words[phase]);
    say("warning", isLast ? words.lastMinute : "");
    say("venture", on ? on.venture : "");
    say("organisation", on ? on.organisation : "");
    say("next", next ? `${words.next}${next.venture} · ${next.organisation}` : "");
  }
  setTimeout(show, 200);
}

ask();
show();
