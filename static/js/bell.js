// A bell, made of a few falling tones: no file is loaded. It is silent until somebody presses its button, because a
// browser lets nothing sound before that. Whoever wants it rung says so: new CustomEvent("bell", { detail: { times } }).
const PARTIALS = [[1, 1, 2.4], [2.76, 0.5, 1.5], [5.4, 0.22, 0.8]];  // of the pitch: times, loudness, seconds
const PITCH = 660;
const BETWEEN = 0.9;

const button = document.getElementById("screen-sound");
let audio = null;

function stroke(at) {
  for (const [times, loudness, seconds] of PARTIALS) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = PITCH * times;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness * 0.4, at + 0.005);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
  }
}

/** Rings so many times, and writes that down on the button, where a test can read it. */
function ring(times) {
  if (button.getAttribute("aria-pressed") !== "true") return;
  for (let count = 0; count < times; count += 1) stroke(audio.currentTime + 0.05 + count * BETWEEN);
  button.dataset.rung = `${Number(button.dataset.rung || 0) + times}`;
}

button.addEventListener("click", () => {
  const isOn = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", isOn);
  button.querySelector("[data-silent]").hidden = isOn;
  button.querySelector("[data-sounding]").hidden = !isOn;
  if (!isOn) return audio?.suspend();
  audio ??= new AudioContext();
  audio.resume();
  ring(1);
});

document.addEventListener("bell", (event) => ring(event.detail.times));
button.hidden = !("AudioContext" in window);
