// A filter for long lists of check boxes, and what is chosen in the line above each, while it is chosen.
function matches(group, box, words) {
  const text = `${group.querySelector(".choosing-group-name")?.textContent ?? ""} ${box.textContent}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function filtered(list, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const group of list.querySelectorAll(".choosing-group")) {
    const boxes = [...group.querySelectorAll(".choosing-box")];
    for (const box of boxes) box.hidden = !matches(group, box, words);
    group.hidden = boxes.every((box) => box.hidden);
  }
}

function told(list) {
  const chosen = [...list.querySelectorAll("input:checked")].map((box) => box.parentElement.textContent.trim());
  list.querySelector(".choosing-names").textContent = chosen.join(" · ");
  const number = list.querySelector(".choosing-number");
  number.textContent = number.textContent.replace(/\d+/, chosen.length);
}

for (const list of document.querySelectorAll(".choosing")) {
  if (list.querySelectorAll(".choosing-box").length > 12) {
    const field = document.createElement("input");
    field.type = "search";
    field.className = "form-control choosing-filter";
    field.placeholder = list.dataset.filter;
    field.setAttribute("aria-label", list.dataset.filter);
    field.addEventListener("input", () => filtered(list, field.value));
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    list.querySelector("summary").after(field);
  }
  list.addEventListener("change", () => told(list));
}

// A link to a field whose list is closed opens it.
const aimed = document.getElementById(location.hash.slice(1))?.querySelector(".choosing");
if (aimed) aimed.open = true;
