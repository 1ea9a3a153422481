// Shows a picture as soon as it is chosen, before it is uploaded.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches('input[type="file"][accept^="image"]')) return;
  const box = input.closest(".field-line, .form-row, .group") ?? input.parentElement;
  box.querySelector(".picture-preview")?.remove();
  const [file] = input.files;
  if (!file?.type.startsWith("image/")) return;
  const image = document.createElement("img");
  image.className = "picture-preview block max-w-48 mb-4 rounded-default";
  image.alt = file.name;
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  image.addEventListener("error", () => image.remove());
  box.prepend(image);
});
