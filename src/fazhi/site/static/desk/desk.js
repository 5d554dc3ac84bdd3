// Comfort only: every page reads and saves without it.
document.addEventListener("submit", (event) => {
  // A second press while the first is under way would only wait; say so instead.
  const button = event.submitter;
  if (!button || event.target.method !== "post" || event.defaultPrevented) return;
  setTimeout(() => { button.setAttribute("aria-busy", "true"); button.classList.add("busy"); }, 0);
});
