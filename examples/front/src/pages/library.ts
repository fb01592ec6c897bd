// The glossary and the template library: records that stand on one page each.

import type { TermItem } from "../contents.js";
import { html, type Html } from "../html.js";
import { plainHead } from "../frame.js";
import { everything, link, type Drawn, type Place, type Whole } from "../place.js";
import { fileSize } from "../words/numbers.js";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"];

export async function glossary(page: Whole, place: Place): Promise<Drawn> {
  const { words, locale } = place;
  const terms = await everything((part) => place.api.termList({ locale, ...part }));
  const groups = new Map<string, TermItem[]>();
  for (const term of terms) {
    const first = term.term.charAt(0).toUpperCase();
    const letter = LETTERS.includes(first) ? first : "#";
    groups.set(letter, [...(groups.get(letter) ?? []), term]);
  }
  return {
    head: plainHead(page),
    content: html`<div class="wrap body"><nav class="letters" aria-label="${words.letters}"><ul role="list">${LETTERS.map((letter) =>
      groups.has(letter)
        ? html`<li><a href="#${letter}">${letter}</a></li>`
        : html`<li><span aria-hidden="true">${letter}</span></li>`,
    )}</ul></nav>${
      terms.length === 0
        ? html`<p>${words.noTerms}</p>`
        : [...groups].map(
            ([letter, group]) => html`<section class="section" id="${letter}"><h2>${letter}</h2><dl class="entries">${group.map(
              (term) => html`<div id="${term.uid}"><dt>${term.term}</dt><dd>${term.definition}</dd>${otherNames(term, terms, place)}</div>`,
            )}</dl></section>`,
          )
    }</div>`,
  };
}

function otherNames(term: TermItem, all: readonly TermItem[], place: Place): Html {
  const heir = all.find((one) => one.uid === term.replaced_by);
  const first = heir
    ? html`${place.words.useInstead} <a href="#${heir.uid}">${heir.term.toLowerCase()}</a>`
    : term.synonyms.length > 0 && html`${place.words.also} ${term.synonyms.join(", ")}`;
  if (!first && !term.english) return html``;
  return html`<dd class="meta">${first}${first && term.english && " · "}${
    term.english && html`<span lang="en">${term.english}</span>`
  }</dd>`;
}

export async function templateLibrary(page: Whole, place: Place): Promise<Drawn> {
  const { words, locale } = place;
  const items = await everything((part) => place.api.templateList({ locale, ...part }));
  const rows = items.map((item) => {
    const file = item.document;
    return html`<li id="${item.uid}"><div><h2 class="name">${item.title}</h2><p>${item.description}</p><p class="meta">${words.versionAndOwner(
      item.version, item.owner,
    )}${item.format_note && html`<br>${item.format_note}`}</p></div>${
      file &&
      html`<a class="more" href="${link(file.url, place)}">${words.download(
        file.file_type.toUpperCase(), fileSize(file.size ?? 0, locale),
      )}<span class="hide"> ${item.title}</span></a>`
    }</li>`;
  });
  return {
    head: plainHead(page),
    content: html`<div class="wrap body">${
      rows.length ? html`<ul class="list stated" role="list">${rows}</ul>` : html`<p>${words.noTemplates}</p>`
    }</div>`,
  };
}
