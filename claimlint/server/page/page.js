"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const form = find("form"), status = find("status"), problem = find("problem"), save = find("save"), place = find("report");
  let shown = null;

  const fail = (words) => {
    status.textContent = "";
    problem.textContent = words;
    problem.hidden = false;
  };
  const clear = () => {
    problem.hidden = true;
    save.hidden = place.hidden = true;
    place.replaceChildren();
    if (shown) URL.revokeObjectURL(shown);
    shown = null;
  };

  // The frame has no origin: what runs in it can neither reach this page nor ask the service.
  const show = (html) => {
    // Links of the report must not open in the frame. An article cannot write these words: its quotes are escaped.
    const apart = html.replaceAll('rel="noopener noreferrer nofollow"', 'target="_blank" $&');
    shown = URL.createObjectURL(new Blob([apart], { type: "text/html;charset=utf-8" }));
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
    frame.title = "Report on the article";
    frame.src = shown;
    place.append(frame);
    place.hidden = false;
    save.href = shown;
    save.hidden = false;
    frame.addEventListener("load", () => { frame.focus({ preventScroll: true }); place.scrollIntoView(); });
    status.textContent = "The report is below.";
  };

  const ask = () => {
    const options = new URLSearchParams({ name: "pasted article" });
    for (const name of ["profile", "audience", "region"]) if (find(name).value) options.set(name, find(name).value);
    if (find("excerpt").checked) options.set("excerpt", "true");
    const headers = { "Content-Type": `${find("media").value}; charset=utf-8`, Accept: "text/html, application/problem+json" };
    if (find("token")) headers.Authorization = `Bearer ${find("token").value.trim()}`;
    return fetch(`v1/check?${options}`, { method: "POST", headers, body: find("text").value, credentials: "omit", redirect: "error" });
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clear();
    find("check").disabled = true;
    status.textContent = "Checking …";
    try {
      const answer = await ask();
      if (answer.ok) show(await answer.text());
      else fail((await answer.json()).detail);
    } catch {
      fail("The service cannot be reached, or answered with no report.");
    } finally {
      find("check").disabled = false;
    }
  });
})();
