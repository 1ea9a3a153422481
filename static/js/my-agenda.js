// The personal agenda is rendered by the server from its link. What is done here: finding the link of this browser's
// stars, copying it, keeping what a link brought, and making the page from the agenda's copy where there is no network.
const mine = document.getElementById("mine");
const { conference, agenda } = document.body.dataset;
const asked = new URLSearchParams(location.search).get("items");

function stars() {
  try { return JSON.parse(localStorage.getItem("bloom-stars"))?.[conference] || []; } catch { return []; }
}

async function fromAgenda(keys) {
  const copy = new DOMParser().parseFromString(await (await fetch(agenda)).text(), "text/html");
  const wanted = new Set(keys);
  for (const block of copy.querySelectorAll(".block")) {
    const items = [...block.querySelectorAll("li[data-key]")].filter((item) => wanted.has(item.dataset.key));
    if (!wanted.has(block.dataset.key)) {
      for (const item of block.querySelectorAll("li[data-key]")) if (!items.includes(item)) item.remove();
      if (!items.length) block.remove();
    }
  }
  for (const day of copy.querySelectorAll(".day")) if (!day.querySelector(".block")) day.remove();
  const found = copy.getElementById("agenda");
  if (!found?.children.length) return;
  found.classList.add("is-filtered");
  mine.replaceChildren(document.adoptNode(found));
  document.querySelector(".share")?.remove();
  document.dispatchEvent(new Event("bloom:lines"));
}

if (asked === null) {
  if (stars().length) location.replace(`?items=${stars().join(",")}`);
} else if (asked !== mine.dataset.items && asked.split(",").some((key) => !mine.dataset.items.split(",").includes(key))) {
  fromAgenda(asked.split(","));  // the copy of another personal agenda was shown: there is no network
}

const copyButton = document.getElementById("copy");
if (copyButton && navigator.clipboard) {
  copyButton.hidden = false;
  copyButton.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById("link").value);
    copyButton.textContent = copyButton.dataset.done;
  });
}

const keepButton = document.getElementById("keep");
const brought = mine.dataset.items.split(",");
if (keepButton && brought.some((key) => !stars().includes(key))) {
  keepButton.hidden = false;
  keepButton.addEventListener("click", () => {
    document.dispatchEvent(new CustomEvent("bloom:keep", { detail: brought }));
    keepButton.textContent = keepButton.dataset.done;
    keepButton.disabled = true;
  });
}
