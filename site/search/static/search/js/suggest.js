/* What a script adds to search: suggestions below each search field, facets that act at once, the click log.
   Nothing needs it: when it fails, the forms and links work on. Its words stand on its own element. */
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  const PAUSE = 150, LEAST = 2;

  /* Editable combobox with list autocomplete, as the ARIA Authoring Practices describe it: the focus stays in the field,
     and the option that the arrows are on is named by aria-activedescendant. An option is a link, so that a click with
     any button, Enter and the address bar all do what they do elsewhere. */
  const combobox = (form, number) => {
    const field = form.elements.q;
    if (!field) return;
    const list = document.createElement("div"), status = document.createElement("p");
    let options = [], at = -1, asked = "", timer, request;

    list.id = `forslag-${number}`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.label);
    status.className = "hide";
    status.setAttribute("role", "status");
    form.append(list, status);
    for (const [name, value] of [["role", "combobox"], ["autocomplete", "off"], ["aria-autocomplete", "list"],
      ["aria-expanded", "false"], ["aria-controls", list.id]]) field.setAttribute(name, value);

    const choose = (place) => {
      options[at]?.setAttribute("aria-selected", "false");
      at = place;
      const option = options[at];
      if (!option) return field.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    };
    const open = (yes) => {
      list.hidden = !yes;
      field.setAttribute("aria-expanded", String(yes));
      choose(-1);
    };
    const close = () => {
      clearTimeout(timer);
      request?.abort();
      open(false);
      status.textContent = "";
    };
    const show = (found) => {
      options = found.map(({ text, url, kind }, place) => {
        const option = document.createElement("a"), small = document.createElement("small");
        option.id = `${list.id}-${place}`;
        option.href = url;
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        small.textContent = kind;
        option.append(text, " ", small);
        return option;
      });
      list.replaceChildren(...options);
      open(options.length > 0);
      status.textContent = (words[["none", "one"][options.length] || "many"] || "").replace("#", options.length);
    };
    const ask = async () => {
      request?.abort();
      const text = field.value.trim();
      if (text.length < LEAST) return close();
      request = new AbortController();
      const { signal } = request;
      try {
        const answer = await fetch(`${form.action}forslag/?${new URLSearchParams({ q: text })}`, { signal });
        if (!answer.ok) throw answer.status;
        const { suggestions } = await answer.json();
        if (signal.aborted || document.activeElement !== field) return;
        asked = text;
        show(suggestions);
      } catch {
        if (!signal.aborted) close();
      }
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    };
    const step = (by) => {
      if (!list.hidden) return choose(at < 0 && by < 0 ? options.length - 1 : (at + by + options.length) % options.length);
      if (!options.length || asked !== field.value.trim()) return ask();
      open(true);
      choose(by > 0 ? 0 : options.length - 1);
    };

    field.addEventListener("input", (event) => event.isComposing || later());
    field.addEventListener("compositionend", later);
    field.addEventListener("blur", close);
    form.addEventListener("submit", close);
    list.addEventListener("mousedown", (event) => event.preventDefault());
    field.addEventListener("keydown", (event) => {
      const { key } = event;
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (key === "ArrowDown" || key === "ArrowUp") step(key === "ArrowDown" ? 1 : -1);
      else if (key === "Escape" && !list.hidden) close();
      else if (key === "Enter" && options[at] && !list.hidden) options[at].click();
      else {
        if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) choose(-1);
        return;
      }
      event.preventDefault();
    });
  };
  document.querySelectorAll('form[role="search"]').forEach(combobox);

  /* A choice sends the form at once. Its name comes back in the address, and with it the focus. */
  const facets = document.querySelector(".facets");
  if (facets) {
    facets.querySelector("button").hidden = true;
    facets.querySelector("#facet-hint").hidden = false;
    facets.addEventListener("change", ({ target }) => {
      facets.action = `${facets.action.split("#")[0]}#${encodeURIComponent(`${target.name}=${target.value}`)}`;
      facets.requestSubmit();
    });
    const before = [...facets.elements].find((one) => location.hash === `#${encodeURIComponent(`${one.name}=${one.value}`)}`);
    if (before) {
      facets.querySelector("details").open = true;
      before.focus({ preventScroll: innerWidth >= 960 });
    }
  }

  const hits = document.querySelector(".results[data-q]");
  hits?.addEventListener("click", ({ target }) => {
    const link = target.closest("a[data-rank]");
    const said = { q: hits.dataset.q, rank: link?.dataset.rank, language: document.documentElement.lang };
    if (link) navigator.sendBeacon("/sok/klick/", new URLSearchParams(said));
  });
})();
