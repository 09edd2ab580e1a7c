"use strict";
(function () {
  const form = document.getElementById("filter");
  if (!form) return;
  const field = (name) => document.getElementById("f-" + name);
  const articles = Array.from(document.querySelectorAll("article.incident"));
  const marks = Array.from(document.querySelectorAll("[data-for]"));
  const words = new Map(articles.map((one) => [one.id, one.textContent.toLowerCase()]));
  const fields = ["act", "grade", "from", "to", "text"].map(field);

  const fits = (data) => {
    const [act, grade, from, to, text] = fields.map((one) => one.value);
    if (act && data.act !== act) return false;
    if (grade && data.grade !== grade) return false;
    if (from && (!data.last || data.last < from)) return false;
    if (to && (!data.first || data.first > to)) return false;
    return !text.trim() || (words.get(data.for) || "").includes(text.trim().toLowerCase());
  };

  const apply = () => {
    const active = fields.some((one) => one.value.trim());
    const shown = new Set(articles.filter((one) => fits(one.dataset)).map((one) => one.id));
    for (const one of marks) one.classList.toggle("off", !shown.has(one.dataset.for));
    for (const part of document.querySelectorAll("section.part"))
      part.classList.toggle("off", !part.querySelector("article:not(.off)"));
    const names = document.querySelector(".map .names");
    if (names) names.classList.toggle("off", active);
    const status = field("status");
    status.textContent = active
      ? `Filtered: ${shown.size} of ${articles.length} incidents are shown. The key figures above count all of them.`
      : articles.length === 1 ? "The one incident is shown." : `All ${articles.length} incidents are shown.`;
    status.classList.toggle("active", active);
    form.classList.toggle("active", active);
  };

  const light = (id, on) => {
    for (const one of document.querySelectorAll(".mark"))
      if (one.dataset.for === id) one.classList.toggle("lit", on);
  };
  for (const one of articles) {
    one.addEventListener("mouseenter", () => light(one.id, true));
    one.addEventListener("mouseleave", () => light(one.id, false));
  }

  for (const one of fields) one.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  field("reset").addEventListener("click", () => { form.reset(); apply(); });
  form.hidden = false;
  apply();
})();
