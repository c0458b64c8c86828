// The list beside the text goes along with it: once scrolling rests, the first finding of what is being read is brought into view.
// Not while somebody is busy in the list, nor while the chosen finding can still be seen.
"use strict";
(() => {
  const RESTED = 150;
  // What is being read is taken to stand between a tenth and the middle of the window.
  const ABOVE = 0.1;
  const start = () => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const marks = [...document.querySelectorAll("mark.m")];
    const byId = new Map([...document.querySelectorAll("li.finding")].map((item) => [item.dataset.id, item]));
    const seen = new Set();
    let waiting = 0;
    let near = null;

    const visible = (mark) => {
      const box = mark.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight;
    };
    const busy = (list) => {
      const focused = document.activeElement;
      return list.matches(":hover") || (list.contains(focused) && !focused.matches(".finding")) ||
        [...document.querySelectorAll("mark.m.current")].some(visible);
    };
    const first = () => [...seen].filter((mark) => !mark.classList.contains("off"))
      .flatMap((mark) => mark.dataset.f.split(" ").map((id) => byId.get(id)))
      .filter((item) => item && item.offsetParent && !("sup" in item.dataset))
      .sort((one, other) => one.value - other.value)[0] || null;
    const bring = () => {
      if (near) near.classList.remove("near");
      near = first();
      const list = near && near.closest(".findings");
      if (!list || list.scrollHeight <= list.clientHeight + 1 || busy(list)) return;
      const begun = list.closest(".columns").querySelector(".text").getBoundingClientRect().top < innerHeight * ABOVE;
      if (begun) near.classList.add("near");
      // Before the text is reached, the list stays at its beginning, with what is said of the whole article.
      const top = !begun ? 0 : list.scrollTop + near.getBoundingClientRect().top - list.getBoundingClientRect().top - 8;
      list.scrollTo({ top, behavior: calm.matches ? "instant" : "smooth" });
    };

    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) seen[entry.isIntersecting ? "add" : "delete"](entry.target);
      clearTimeout(waiting);
      waiting = setTimeout(bring, RESTED);
    }, { rootMargin: `${-100 * ABOVE}% 0px -45% 0px` });
    for (const mark of marks) watcher.observe(mark);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
