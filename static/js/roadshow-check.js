// Draws the order of a roadshow again, in the reader's browser, from the closed list and the seed that the page shows.
const check = document.getElementById("check");
const said = check.querySelector("[role=status]");

async function digest(bytes) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const shown = (id) => document.getElementById(id).textContent;
const encoded = (text) => new TextEncoder().encode(text);

async function outcome() {
  const response = await fetch(check.dataset.list);
  if (!response.ok) return "failed";
  const list = await digest(await response.arrayBuffer());
  if (list !== shown("list-digest")) return "wrongList";
  const order = [...document.querySelectorAll("#running-order [data-number]")].map((row) => Number(row.dataset.number));
  const tickets = new Map();
  for (const number of order) tickets.set(number, await digest(encoded(`${shown("seed")}\n${list}\n${number}`)));
  const drawn = [...order].sort((one, other) => (tickets.get(one) < tickets.get(other) ? -1 : 1));
  return order.every((number, place) => number === drawn[place]) ? "right" : "wrongOrder";
}

// Without a secure connection browsers have no digests; then there is only the shell.
if (globalThis.crypto?.subtle) {
  check.hidden = false;
  check.querySelector("button").addEventListener("click", async () => {
    const found = await outcome().catch(() => "failed");
    said.textContent = check.dataset[found];
    check.dataset.outcome = found;
  });
}
