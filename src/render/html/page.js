(() => {
  "use strict";
  const bar = document.getElementById("filter");
  const field = (name) => document.getElementById("by-" + name);
  const [outcome, regime, text] = ["outcome", "regime", "text"].map(field);
  const items = [...document.querySelectorAll("[data-outcome]")];
  const groups = [...document.querySelectorAll(".group")];
  const shown = document.getElementById("shown");
  let timer;

  const fits = (item, words) =>
    (!outcome.value || item.dataset.outcome.split(",").includes(outcome.value)) &&
    (!regime.value || item.dataset.regime.split(" ").includes(regime.value)) &&
    (!words || item.textContent.toLowerCase().includes(words));

  const filter = () => {
    const words = text.value.trim().toLowerCase();
    let count = 0;
    for (const item of items) {
      item.hidden = !fits(item, words);
      if (!item.hidden) count += 1;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-outcome]:not([hidden])");
    }
    const all = count === items.length;
    shown.textContent = all ? "" : `${count} of ${items.length} entries shown`;
  };

  // A way within the page never ends at something that a filter hides.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) {
      outcome.value = regime.value = text.value = "";
      filter();
      target.scrollIntoView();
    }
  };

  outcome.addEventListener("change", filter);
  regime.addEventListener("change", filter);
  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(filter, 150);
  });
  addEventListener("hashchange", reveal);
  bar.hidden = false;
})();
