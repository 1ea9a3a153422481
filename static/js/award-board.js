// The award board of a prize: its buttons without leaving the page, and dragging. Without this they are a form as any.
// What a button does is said by the server, in `#board-said`, which screen readers follow; the focus stays where it was.

const board = () => document.getElementById("award-board");
let isSending = false;
let dragged = null;

/** Sends one thing to be done, puts the board that comes back into the page, and the focus where it was. */
async function send(what, focus) {
  if (isSending) return;
  isSending = true;
  board().setAttribute("aria-busy", "true");
  const form = document.getElementById("board-form");
  const data = new FormData(form);
  data.append("do", what);
  try {
    const response = await fetch(form.action, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = page.getElementById("award-board");
    if (!found) throw new Error(response.statusText);
    board().replaceWith(document.adoptNode(found));
    if (response.redirected) history.replaceState(null, "", response.url);
    say();
    settle(focus);
  } catch {
    isSending = false; // signed out, or the network is away: the browser says it better
    const button = document.createElement("button");
    button.name = "do";
    button.value = what;
    button.hidden = true;
    form.append(button);
    form.requestSubmit(button);
  } finally {
    isSending = false;
    board()?.removeAttribute("aria-busy");
  }
}

/** A live region tells only what changes in it: the words are put in once more. */
function say() {
  const said = document.getElementById("board-said");
  const words = [...said.childNodes];
  said.replaceChildren();
  requestAnimationFrame(() => said.replaceChildren(...words));
}

function settle(focus) {
  const found = focus.map((id) => document.getElementById(id)).find((one) => one && !one.disabled);
  (found ?? document.getElementById("board-said")).focus();
}

/** Where the focus goes after a button: to itself or, where it is gone, to the like button of a row beside it. */
function focusAfter(button) {
  const [step, key] = button.id.split("-");
  const row = button.closest(".board-row");
  const beside = [row.nextElementSibling, row.previousElementSibling]
    .map((other) => other?.querySelector(`[id^="${step}-"]`)?.id)
    .filter(Boolean);
  const opposite = { up: `down-${key}`, down: `up-${key}` }[step];
  return [button.id, ...(opposite ? [opposite] : beside)];
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.id !== "board-form" || button?.name !== "do" || button.hidden) return;
  event.preventDefault();
  send(button.value, button.closest(".board-row") ? focusAfter(button) : [button.id]);
});

// Alt with an arrow moves the award in whose row the focus is.
document.addEventListener("keydown", (event) => {
  const row = event.altKey && event.target.closest?.("[data-award]");
  const step = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (!row || !step) return;
  event.preventDefault();
  const button = document.getElementById(`${step}-${row.dataset.award}`);
  if (button && !button.disabled) send(button.value, [event.target.id, ...focusAfter(button)]);
});

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".board-row") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  dragged.classList.add("is-dragged");
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  unmark();
  dragged = null;
});

document.addEventListener("dragover", (event) => {
  const list = dragged && event.target.closest?.("[data-drop]");
  if (!list || !wouldDo(list, event)) return;
  event.preventDefault();
  unmark();
  const before = rowAt(list, event);
  (before ?? list).classList.add(before ? "is-before" : "is-end");
});

document.addEventListener("drop", (event) => {
  const list = dragged && event.target.closest?.("[data-drop]");
  const what = list && wouldDo(list, event);
  if (!what) return;
  event.preventDefault();
  const { award, entry } = dragged.dataset;
  send(what, award ? [`up-${award}`, `down-${award}`] : [`give-${entry}`]);
});

function unmark() {
  for (const marked of document.querySelectorAll(".is-before, .is-end")) marked.classList.remove("is-before", "is-end");
}

/** The row before which something is dropped; none where it is dropped after all of them. */
function rowAt(list, event) {
  const rows = [...list.querySelectorAll(".board-row")].filter((row) => row !== dragged);
  return rows.find((row) => {
    const box = row.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
}

/** What dropping the dragged row there does, as a button would send it; nothing where it does nothing. */
function wouldDo(list, event) {
  const { award, entry } = dragged.dataset;
  if (list.dataset.drop === "candidates") return award && document.getElementById(`take-${award}`)?.value;
  const rows = [...list.querySelectorAll(".board-row")].filter((row) => row !== dragged);
  const before = rowAt(list, event);
  const place = before ? rows.indexOf(before) + 1 : rows.length + 1;
  return award ? `move:${award}:${place}` : `give:${entry}:${place}`;
}
