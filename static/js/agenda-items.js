// A new agenda item begins when the last one ends, and takes as long: organisers type the programme from top to bottom.
document.addEventListener("formset:added", (event) => {
  if (event.detail.formsetName !== "agenda_items") return;
  const input = (row, name, part) => row.querySelector(`input[name$="-${name}_${part}"]`);
  const rows = [...document.querySelectorAll('[name^="agenda_items-"][name$="-ends_at_1"]')]
    .filter((field) => !field.name.includes("__prefix__") && !event.target.contains(field) && field.value)
    .map((field) => field.closest(".form-row"));
  const at = (row, name) => `${input(row, name, 0).value}T${input(row, name, 1).value}`;
  const last = rows.sort((one, two) => at(one, "ends_at").localeCompare(at(two, "ends_at"))).at(-1);
  const of_activity = (name) => document.querySelector(`input[name="${name}"]`)?.value;
  const minutes = last ? (new Date(at(last, "ends_at")) - new Date(at(last, "starts_at"))) / 60000 : 15;
  const start = last ? at(last, "ends_at") : `${of_activity("starts_at_0")}T${of_activity("starts_at_1")}`;
  const end = new Date(`${start}Z`);
  if (Number.isNaN(end.getTime())) return;
  end.setUTCMinutes(end.getUTCMinutes() + Math.min(Math.max(minutes, 5), 120));
  for (const [name, moment] of [["starts_at", start], ["ends_at", end.toISOString()]]) {
    const [day, hour] = moment.split("T");
    input(event.target, name, 0).value ||= day;
    input(event.target, name, 1).value ||= hour.slice(0, 5);
  }
});
