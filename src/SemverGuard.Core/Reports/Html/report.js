(() => {
  "use strict";
  const form = document.getElementById("filter");
  const all = (selector, from) => [...(from || document).querySelectorAll(selector)];
  const folds = all("details");
  if (form) {
    const search = document.getElementById("search"), shown = document.getElementById("shown"), unfold = document.getElementById("unfold");
    const choices = all("select", form), kinds = all("[name=kind]", form);
    const findings = all(".finding").map(e => ({ e, d: e.dataset, text: e.textContent.toLowerCase().replace(/\s+/g, " ") }));
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(x => x);
      const on = new Set(kinds.filter(x => x.checked).map(x => x.value));
      const isAsked = words.length > 0 || on.size < kinds.length || choices.some(x => x.value);
      let count = 0;
      for (const f of findings) {
        const fits = on.has(f.d.kind) && words.every(x => f.text.includes(x))
          && choices.every(x => !x.value || f.d[x.id].split(" ").includes(x.value));
        f.e.hidden = !fits;
        if (fits) count++;
      }
      const empty = x => isAsked && !all(".finding", x).some(y => !y.hidden);
      for (const x of all("details.quiet, .upgrade")) x.hidden = empty(x);
      // Whoever searches wants to see it, and not where it is folded away.
      if (words.length) for (const x of all("details.quiet:not([hidden])")) x.open = true;
      for (const x of all(".sheet, .clean")) x.hidden = isAsked;
      shown.textContent = (isAsked ? count + " of " : "") + findings.length + (findings.length === 1 ? " finding" : " findings");
      document.body.classList.toggle("none", isAsked && count === 0);
    };
    form.hidden = false;
    for (const x of ["input", "change"]) form.addEventListener(x, apply);
    form.addEventListener("submit", e => e.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    unfold.addEventListener("click", () => {
      const open = unfold.getAttribute("aria-pressed") === "false";
      unfold.setAttribute("aria-pressed", open);
      unfold.textContent = open ? "Fold all" : "Unfold all";
      for (const x of folds) x.open = open;
    });
    // A browser keeps what was typed when the page is loaded again.
    apply();
  }
  let closed = [];
  addEventListener("beforeprint", () => { closed = folds.filter(x => !x.open); for (const x of closed) x.open = true; });
  addEventListener("afterprint", () => { for (const x of closed) x.open = false; });
})();
