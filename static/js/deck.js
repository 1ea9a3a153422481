// A deck that is too large is told when it is chosen, and not sent. Without this the server says so, after all of it came.
const field = document.getElementById("id_deck");

field?.addEventListener("change", () => {
  const isTooLarge = field.files[0]?.size > Number(field.dataset.mostBytes);
  field.setCustomValidity(isTooLarge ? field.dataset.tooLarge : "");
  field.reportValidity();
});
field?.form.addEventListener("submit", (event) => {
  if (!field.reportValidity()) event.preventDefault();
});
