// A form that is on its way is not sent once more by a second press of the same button; another button is another thing.
const WAITED = 10_000;  // after so long it may be pressed again: somebody has stopped the page, or it is a file that came
let onItsWay = new WeakMap();

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;  // a script sends it, or it only asks
  const last = onItsWay.get(form);
  if (last?.button === event.submitter && event.timeStamp - last.at < WAITED) event.preventDefault();
  else onItsWay.set(form, { button: event.submitter, at: event.timeStamp });
});

addEventListener("pageshow", () => { onItsWay = new WeakMap(); });  // a page that comes back as it was left is new
