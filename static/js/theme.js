// The colours that a visitor chose, before the page is drawn; without a choice the system's colours stand.
{
  let chosen = null;
  try { chosen = localStorage.getItem("bloom-theme"); } catch { /* storage may be forbidden */ }
  if (chosen) document.documentElement.dataset.bsTheme = chosen;
}
