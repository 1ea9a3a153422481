// The filter of the agenda at once, without asking the server; its state stays in the address.
const form = document.getElementById("filter");
const agenda = document.getElementById("agenda");

function show() {
  const wanted = Object.fromEntries([...new FormData(form)].filter(([name, value]) => name && value));
  const isFiltered = Object.keys(wanted).length > 0;
  const has = (line) => line.dataset.organisations.split(" ").includes(wanted.organisation);
  let any = false;
  for (const day of agenda.querySelectorAll(".day")) {
    for (const block of day.querySelectorAll(".block")) {
      const fits = (!wanted.kind || wanted.kind === block.dataset.kind) && (!wanted.hall || wanted.hall === block.dataset.hall);
      const whole = !wanted.organisation || has(block);
      const items = [...block.querySelectorAll("li[data-key]")];
      for (const item of items) item.hidden = !(fits && (whole || has(item)));
      block.hidden = !(fits && (whole || items.some((item) => !item.hidden)));
    }
    day.hidden = !day.querySelector(".block:not([hidden])");
    any ||= !day.hidden;
  }
  agenda.classList.toggle("is-filtered", isFiltered);
  document.getElementById("nothing").hidden = any;
  document.getElementById("filter-reset").hidden = !isFiltered;
  return wanted;
}

if (form && agenda) {
  document.getElementById("filter-submit").hidden = true;
  form.addEventListener("change", () => {
    const query = new URLSearchParams(show()).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  });
  document.getElementById("filter-reset").addEventListener("click", (event) => {
    event.preventDefault();
    for (const select of form.querySelectorAll("select")) select.value = "";
    form.dispatchEvent(new Event("change"));
  });
}
