// The table of all articles: search, filters, sorting and pages over the rows of data.js. What is shown stands in the
// address behind "#", so that a view can be shared. Text of articles enters the page as text only.
"use strict";
(() => {
  const PAGE = 50;
  const SEVERITIES = ["error", "warning", "note"];
  const FILTERS = ["status", "severity", "family", "rule", "section", "author", "site", "verdict"];
  const form = document.getElementById("filters");
  const table = document.getElementById("table");
  const heads = [...table.tHead.rows[0].cells];
  const rows = CLAIMLINT.rows.map((values, order) => {
    const row = { order };
    CLAIMLINT.columns.forEach((name, i) => { row[name] = values[i]; });
    row.text = [row.title, row.path, row.author, row.site].join("\n").toLowerCase();
    row.verdict = row.verdict || (row.problem ? "" : "not judged");
    return row;
  });
  const families = CLAIMLINT.rules.map((rule) => rule.split("/")[0]);
  let state = read();
  let shown = [];
  let typing = 0;

  const STATUS = {
    errors: (row) => row.errors > 0,
    warnings: (row) => row.warnings > 0,
    broken: (row) => row.broken > 0,
    suppressed: (row) => row.suppressed > 0,
    clean: (row) => !row.problem && row.errors + row.warnings + row.notes === 0,
    unread: (row) => row.problem !== "",
  };

  function read() {
    const said = new URLSearchParams(location.hash.slice(1));
    const found = { q: said.get("q") || "", sort: said.get("sort") || "", page: Math.max(1, parseInt(said.get("page"), 10) || 1) };
    for (const name of FILTERS) found[name] = said.get(name) || "";
    return found;
  }

  function write(replace) {
    const said = new URLSearchParams();
    for (const name of ["q", ...FILTERS, "sort"]) if (state[name]) said.set(name, state[name]);
    if (state.page > 1) said.set("page", state.page);
    const hash = "#" + (said.toString() || "articles");
    if (replace) history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
  }

  // How many findings of a row are of the family, rule and severity asked for.
  function matching(row) {
    let count = 0;
    for (let i = 0; i < row.rules.length; i += 3) {
      const rule = row.rules[i];
      if ((!state.family || families[rule] === state.family) && (!state.rule || CLAIMLINT.rules[rule] === state.rule) &&
          (!state.severity || SEVERITIES[row.rules[i + 1]] === state.severity)) count += row.rules[i + 2];
    }
    return count;
  }

  function kept(row, words) {
    if (state.status && !(Object.hasOwn(STATUS, state.status) && STATUS[state.status](row))) return false;
    for (const name of ["section", "author", "site", "verdict"]) if (state[name] && row[name] !== state[name]) return false;
    row.matching = matching(row);
    if ((state.family || state.rule || state.severity) && row.matching === 0) return false;
    return words.every((word) => row.text.includes(word));
  }

  function compare(key, down) {
    const value = key === "title" ? (row) => row.title || row.path : (row) => row[key];
    return (one, other) => {
      const a = value(one), b = value(other);
      // What is not known stands last, whichever way is sorted.
      const empty = (a === null || a === "") - (b === null || b === "");
      if (empty) return empty;
      const order = typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0;
      return (down ? -order : order) || one.order - other.order;
    };
  }

  function show() {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    shown = rows.filter((row) => kept(row, words));
    const key = state.sort.replace(/^-/, "");
    if (heads.some((head) => head.dataset.key === key)) shown.sort(compare(key, state.sort.startsWith("-")));
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    state.page = Math.min(state.page, pages);
    const first = (state.page - 1) * PAGE;
    table.tBodies[0].replaceChildren(...shown.slice(first, first + PAGE).map(line));
    const findings = shown.reduce((sum, row) => sum + row.matching, 0);
    document.getElementById("shown").textContent =
      `${number(shown.length)} of ${number(rows.length)} articles, with ${number(findings)} findings that match` +
      (pages > 1 ? `; rows ${number(first + 1)} to ${number(Math.min(first + PAGE, shown.length))}.` : ".");
    document.getElementById("page").textContent = `Page ${state.page} of ${pages}`;
    document.getElementById("pager").hidden = pages === 1;
    document.getElementById("back").disabled = state.page === 1;
    document.getElementById("next").disabled = state.page === pages;
    for (const head of heads) {
      if (head.dataset.key === key) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    for (const name of ["q", ...FILTERS]) if (form.elements[name] && form.elements[name].value !== state[name]) form.elements[name].value = state[name];
  }

  function number(value, digits = 0) {
    return value === null ? "–" : value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function line(row) {
    const made = element("tr");
    for (const head of heads) {
      const key = head.dataset.key;
      if (key === "title") made.append(named(row));
      else if (head.classList.contains("n")) {
        made.append(element("td", number(row[key], key === "rate" || key === "grade" ? 1 : 0), key === "errors" && row.errors ? "n error" : "n"));
      } else {
        const cell = element("td");
        cell.append(element("bdi", row[key] || (key === "verdict" ? "–" : "")));
        made.append(cell);
      }
    }
    return made;
  }

  function named(row) {
    const cell = element("th");
    cell.scope = "row";
    const link = element("a");
    link.href = "articles/" + encodeURIComponent(row.page);
    link.append(element("bdi", row.title || row.path));
    cell.append(link);
    if (row.title) {
      const path = element("small", undefined, "path");
      path.append(element("bdi", row.path));
      cell.append(element("br"), path);
    }
    if (row.problem) cell.append(element("br"), element("small", "not read", "error"));
    return cell;
  }

  // Spreadsheets take cells that begin with these signs for formulas.
  function quoted(value) {
    const text = value === null ? "" : typeof value === "number" ? String(value) : value.replace(/^[=+\-@\t\r]/, "'$&");
    return '"' + text.replace(/"/g, '""') + '"';
  }

  function save() {
    const names = CLAIMLINT.columns.filter((name) => name !== "rules");
    const lines = [names, ...shown.map((row) => names.map((name) => row[name]))];
    const file = new Blob(["\ufeff", ...lines.map((values) => values.map(quoted).join(",") + "\r\n")], { type: "text/csv" });
    const link = element("a");
    link.href = URL.createObjectURL(file);
    link.download = "articles.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function set(changes, replace) {
    state = { ...state, page: 1, ...changes };
    show();
    write(replace);
  }

  for (const head of heads) {
    const button = element("button", head.textContent);
    button.type = "button";
    const key = head.dataset.key;
    // Numbers are first sorted from the highest.
    const sorts = head.classList.contains("n") ? ["-" + key, key] : [key, "-" + key];
    button.addEventListener("click", () => set({ sort: state.sort === sorts[0] ? sorts[1] : sorts[0] }));
    head.replaceChildren(button);
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => set({ q: "", ...Object.fromEntries(FILTERS.map((name) => [name, ""])) }));
  form.addEventListener("input", (event) => {
    const { name, value } = event.target;
    if (name !== "q") return set({ [name]: value });
    clearTimeout(typing);
    typing = setTimeout(() => set({ q: value }, true), 120);
  });
  document.getElementById("csv").addEventListener("click", save);
  const turn = (by) => { set({ page: state.page + by }); table.scrollIntoView({ block: "start" }); };
  document.getElementById("back").addEventListener("click", () => turn(-1));
  document.getElementById("next").addEventListener("click", () => turn(1));
  // "#rule=…" is a view of the table; "#worst" is a place in the page, and leaves the view as it is.
  const follow = () => {
    const view = location.hash.includes("=");
    if (view || ["", "#", "#articles"].includes(location.hash)) state = read();
    show();
    if (view) document.getElementById("articles").scrollIntoView();
  };
  window.addEventListener("hashchange", follow);
  form.hidden = false;
  follow();
})();
