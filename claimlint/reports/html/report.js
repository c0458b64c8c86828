"use strict";
(() => {
  const root = document.documentElement;
  const themes = ["system", "light", "dark"];
  const kept = "claimlint-theme";
  let theme = "system";
  // Storage is denied on some pages opened from disk.
  try { theme = localStorage.getItem(kept) || theme; } catch { /* not kept */ }
  if (!themes.includes(theme)) theme = "system";

  const useTheme = () => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  useTheme();
  root.classList.add("js");

  const start = () => {
    const find = (id) => document.getElementById(id);
    const items = [...document.querySelectorAll("li.finding")];
    const marks = [...document.querySelectorAll("mark.m")];
    const byId = new Map(items.map((item) => [item.dataset.id, item]));
    const marksOf = new Map();
    for (const mark of marks) {
      for (const id of mark.dataset.f.split(" ")) {
        if (!marksOf.has(id)) marksOf.set(id, []);
        marksOf.get(id).push(mark);
      }
    }
    const order = ["error", "warning", "info"];
    const status = find("status");
    const narrow = matchMedia("(max-width: 63.99rem)");
    let current = null;

    const listed = () => items.filter((item) => !item.classList.contains("off") &&
      (!("sup" in item.dataset) || item.closest("details").open));
    const say = () => {
      const shown = listed();
      const all = Number(status.dataset.total);
      const counted = shown.filter((item) => !("sup" in item.dataset)).length;
      status.textContent = current ? `${shown.indexOf(current) + 1} of ${shown.length}`
        : counted === all ? `${all} finding${all === 1 ? "" : "s"}` : `${counted} of ${all} shown`;
    };

    const letGo = () => {
      if (!current) return;
      current.classList.remove("current");
      for (const mark of marksOf.get(current.dataset.id) || []) mark.classList.remove("current");
      current = null;
      root.classList.remove("chosen");
      find("clear").hidden = true;
    };
    const open = (element) => {
      for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    };
    const toMark = (mark) => {
      open(mark);
      mark.scrollIntoView({ block: narrow.matches ? "start" : "center" });
    };
    const choose = (item, { text = true, focus = true } = {}) => {
      letGo();
      current = item;
      item.classList.add("current");
      open(item);
      const why = item.querySelector(".why");
      if (why) why.open = true;
      const own = marksOf.get(item.dataset.id) || [];
      for (const mark of own) mark.classList.add("current");
      root.classList.add("chosen");
      find("clear").hidden = false;
      say();
      if (focus) item.focus({ preventScroll: true });
      if (text && own.length) toMark(own[0]);
      const list = item.closest(".findings");
      if (list.scrollHeight > list.clientHeight + 1) {
        list.scrollTop += item.getBoundingClientRect().top - list.getBoundingClientRect().top - 8;
      } else item.scrollIntoView({ block: "nearest" });
    };
    // Where nothing is chosen, one goes on from what is being read: the first finding that begins below the window's top.
    const reading = (shown) => {
      const text = document.querySelector(".text");
      if (!text || text.getBoundingClientRect().top >= 0) return 0;
      const placed = shown.filter((item) => marksOf.has(item.dataset.id) && !("sup" in item.dataset));
      let low = 0, high = placed.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        [low, high] = marksOf.get(placed[middle].dataset.id)[0].getBoundingClientRect().top < 0 ? [middle + 1, high] : [low, middle];
      }
      return low < placed.length ? shown.indexOf(placed[low]) : 0;
    };
    const step = (by) => {
      const shown = listed();
      if (!shown.length) return;
      // Between two findings, the next one is that at hand.
      const at = current ? shown.indexOf(current) : reading(shown) - (by > 0 ? 1 : 0);
      choose(shown[(at + by + shown.length) % shown.length]);
    };
    const toText = (item) => {
      const ref = find(`r-${item.dataset.id}`);
      const own = marksOf.get(item.dataset.id);
      if (!ref || !own) return false;
      toMark(own[0]);
      ref.focus({ preventScroll: true });
      return true;
    };

    // What a mark shows goes by those of its findings that are not filtered out.
    const filter = () => {
      const on = (name) => new Set([...document.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));
      const severities = on("severity");
      const families = on("family");
      const known = new Set([...document.querySelectorAll("input[name=family]")].map((box) => box.value));
      for (const item of items) {
        const hidden = !severities.has(item.dataset.s) || (known.has(item.dataset.fam) && !families.has(item.dataset.fam));
        item.classList.toggle("off", hidden);
        const ref = find(`r-${item.dataset.id}`);
        if (ref) ref.classList.toggle("off", hidden);
      }
      for (const mark of marks) {
        const left = mark.dataset.f.split(" ").map((id) => byId.get(id)).filter((item) => item && !item.classList.contains("off"));
        const live = left.filter((item) => !("sup" in item.dataset));
        const worst = (live.length ? live : left).sort((a, b) => order.indexOf(a.dataset.s) - order.indexOf(b.dataset.s))[0];
        mark.classList.toggle("off", !worst);
        mark.classList.toggle("sup", !live.length);
        if (worst) [mark.dataset.s, mark.dataset.fam] = [worst.dataset.s, worst.dataset.fam];
      }
      if (current && current.classList.contains("off")) letGo();
      say();
    };

    const label = () => { find("theme").textContent = `Colours: ${theme === "system" ? "as the system" : theme}`; };
    find("theme").addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      try { localStorage.setItem(kept, theme); } catch { /* not kept */ }
      useTheme();
      label();
    });
    find("next").addEventListener("click", () => step(1));
    find("previous").addEventListener("click", () => step(-1));
    find("clear").addEventListener("click", () => { letGo(); say(); });
    for (const box of document.querySelectorAll(".bar input")) box.addEventListener("change", filter);
    for (const part of document.querySelectorAll(".suppressed")) part.addEventListener("toggle", say);

    // A click on a mark takes its findings in turn.
    const clicked = (event) => {
      if (event.target.closest("a.ref, a.place")) {
        const item = byId.get(event.target.closest("a").hash.slice(3));
        if (!item) return;
        event.preventDefault();
        history.replaceState(null, "", event.target.closest("a").hash);
        if (event.target.closest("a.ref")) choose(item, { text: false });
        else { choose(item); toText(item); }
        return;
      }
      const mark = event.target.closest("mark.m:not(.off)");
      if (mark && !event.target.closest("a")) {
        const shown = new Set(listed());
        const own = mark.dataset.f.split(" ").map((id) => byId.get(id)).filter((item) => shown.has(item)).reverse();
        if (own.length) choose(own[(own.indexOf(current) + 1) % own.length], { text: false, focus: false });
        return;
      }
      const beside = event.target.closest(".beside");
      if (beside) toPlace(beside, event);
    };
    const toPlace = (beside, event) => {
      const box = beside.getBoundingClientRect();
      const blocks = [...beside.parentElement.querySelectorAll(".text [data-at]")];
      if (!blocks.length) return;
      const size = Number(beside.dataset.size);
      const wanted = ((event.clientY - box.top) / box.height) * size;
      const block = blocks.findLast((one) => Number(one.dataset.at) <= wanted) || blocks[0];
      open(block);
      block.scrollIntoView({ block: "center" });
    };
    document.addEventListener("click", clicked);

    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
      if (event.key === "j" || event.key === "n") step(1);
      else if (event.key === "k" || event.key === "p") step(-1);
      else if (event.key === "Escape" && current) { letGo(); say(); }
      else if (event.key === "Enter" && current && event.target === current) { if (!toText(current)) return; }
      else return;
      event.preventDefault();
    });

    const byHash = () => {
      const item = /^#[fm]-/.test(location.hash) && byId.get(location.hash.slice(3));
      if (item) choose(item, { focus: location.hash.startsWith("#f-") });
    };
    addEventListener("hashchange", byHash);
    addEventListener("beforeprint", () => { letGo(); for (const part of document.querySelectorAll(".why, .more")) part.open = true; });
    label();
    find("bar").hidden = false;
    byHash();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
