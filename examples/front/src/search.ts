// The search: one field, one list, what was chosen in the address narrows it. The addresses are those of the site.

import type { FacetItem, HitItem, SearchAnswer } from "./contents.js";
import { Problem } from "./client.js";
import { searchForm, type Around, type Frame } from "./frame.js";
import { html, nothing, ready, type Html, type Part } from "./html.js";
import { day, pageNumber, pager } from "./parts.js";
import { link, pageOfType, type Place } from "./place.js";
import { grouped } from "./words/numbers.js";

const MOST_CHARACTERS = 200;
const ON_A_PAGE = 10;
const MOST_VALUES = 20;
const MOST_IN_VALUE = 60;
/** The parameters of the interface, and their names in the address. */
const NAMES = { kind: "typ", role: "malgrupp", object: "objekt", year: "ar" } as const;
type Filter = keyof typeof NAMES;
const FILTERS: readonly Filter[] = ["kind", "role", "object", "year"];
type Filters = Record<Filter, string[]>;

function isFilter(name: string): name is Filter {
  return Object.hasOwn(NAMES, name);
}

interface Asked {
  readonly text: string;
  readonly exact: boolean;
  readonly filters: Filters;
}

/** The query string of a search, without the number of a page. */
function address(asked: Asked, changed: Partial<Asked> = {}): URLSearchParams {
  const { text, exact, filters } = { ...asked, ...changed };
  const found = new URLSearchParams({ q: text });
  for (const name of FILTERS) for (const value of filters[name]) found.append(NAMES[name], value);
  if (exact) found.append("exakt", "1");
  return found;
}

const none = (): Filters => ({ kind: [], role: [], object: [], year: [] });

interface Found {
  readonly answer: SearchAnswer;
  readonly filters: Filters;
  readonly ignored: boolean;
}

/** Ask; what the interface says cannot be used is left out, and that is said. */
async function find(asked: Asked, page: number, place: Place): Promise<Found> {
  const ask = async (filters: Filters, number: number): Promise<SearchAnswer> =>
    place.api.search({ q: asked.text, locale: place.locale, page: number, exact: asked.exact, ...filters });
  try {
    return { answer: await ask(asked.filters, page), filters: asked.filters, ignored: false };
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 422 || !problem.parameters.length) throw problem;
    const wrong = problem.parameters.filter(isFilter);
    const filters = { ...asked.filters, ...Object.fromEntries(wrong.map((name) => [name, []])) };
    const first = await ask(filters, 1);
    // A page beyond the end is the last one.
    const number = Math.min(page, first.pages);
    return { answer: number > 1 ? await ask(filters, number) : first, filters, ignored: wrong.length > 0 };
  }
}

export async function search(place: Place, around: Around): Promise<Frame> {
  const { words, query } = place;
  const typed = [...(query.get("q") ?? "").replaceAll("\0", "").split(/\s+/).join(" ")];
  const text = typed.slice(0, MOST_CHARACTERS).join("").trim();
  const values = (name: Filter): string[] => {
    const given = query.getAll(NAMES[name]).slice(0, MOST_VALUES);
    return [...new Set(given.map((one) => one.trim().slice(0, MOST_IN_VALUE)).filter(Boolean))];
  };
  const before: Asked = {
    text,
    exact: query.get("exakt") === "1",
    filters: { kind: values("kind"), role: values("role"), object: values("object"), year: values("year") },
  };
  const found = text ? await find(before, Math.min(pageNumber(query.get("page")), 100), place) : null;
  const cut = typed.length > MOST_CHARACTERS && html`<p class="text">${words.cut}</p>`;
  const head = html`<header class="page-head"><div class="wrap"><h1>${words.search}</h1>${searchForm(
    place, around, "q2", words.searchAgain, text, "search big",
  )}</div></header>`;
  const frame = { title: text ? `${words.search}: ${text}` : words.search };
  if (!found?.answer.words.length) {
    const advice = query.has("q") ? words.writeAWord : words.searchAmong;
    const ignored = found?.ignored && html`<p class="text">${words.ignored}</p>`;
    return { ...frame, main: html`${head}<div class="wrap body">${ignored}${cut}<p class="text">${advice}</p></div>` };
  }
  const { answer } = found;
  const asked = { ...before, filters: found.filters };
  const facets = answer.facets.filter((facet) => facet.choices.length);
  return {
    ...frame,
    main: html`${head}<div class="wrap ${facets.length ? "reading" : "body"}">${
      facets.length > 0 && narrowing(facets, answer, asked, place, around)
    }<div class="answer">${remarks(answer, asked, found.ignored, cut, place)}${term(answer, place)}${choices(facets, asked, place)}${
      answer.total ? hits(answer, asked, place) : await nothingFound(asked, place, around)
    }</div></div>`,
  };
}

function hits(answer: SearchAnswer, asked: Asked, place: Place): Html {
  const { words, locale } = place;
  const number = grouped(answer.total, locale);
  return html`<p class="soft" role="status">${
    answer.is_capped ? words.moreHits(number) : words.hitsFound(answer.total, number)
  }</p><ol class="list results" role="list" start="${(answer.page - 1) * ON_A_PAGE + 1}">${answer.hits.map((one) =>
    hit(one, place),
  )}</ol>${pager(answer.page, answer.pages, address(asked), place)}`;
}

function hit(one: HitItem, place: Place): Html {
  const lang = one.locale !== place.locale && ready(` lang="${one.locale}"`);
  return html`<li><p class="kind">${one.kind_label}${one.picked && ` · ${place.words.picked}`}</p>
<h2 class="name"${lang}><a href="${link(one.url, place)}">${one.title}</a></h2>${
    one.excerpt && html`<p${lang}>${ready(one.excerpt)}</p>`
  }${
    (one.where || one.day) &&
    html`<p class="meta">${one.where && html`<span${lang}>${one.where}</span>${one.day && " / "}`}${one.day && day(one.day, null, place)}</p>`
  }</li>`;
}

function remarks(answer: SearchAnswer, asked: Asked, ignored: boolean, cut: Part, place: Place): Part[] {
  const { words } = place;
  const { correction } = answer;
  const old = correction?.why === "old_word";
  const back = (text: string, changed: Partial<Asked>): Html =>
    html`<a class="way-back" href="?${String(address(asked, changed))}">${text}</a>`;
  return [
    answer.is_simplified && html`<div class="notice brand"><p>${words.simplified}</p><p>${words.simplifiedText}</p></div>`,
    ignored && html`<p class="text">${words.ignored}</p>`,
    cut,
    correction
      ? html`<p class="text">${words.showing} <b>${correction.searched}</b>.${
          old
            ? html` ${words.isOlderWord(capitalised(correction.typed))} ${back(words.searchOnly(correction.typed), { exact: true })}`
            : html` ${back(words.searchInstead(correction.typed), { exact: true })}`
        }</p>`
      : asked.exact && html`<p class="text">${words.exactly} ${back(words.withRelated, { exact: false })}</p>`,
  ];
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The glossary's word for what is searched. */
function term(answer: SearchAnswer, place: Place): Part {
  const { words } = place;
  const found = answer.term;
  if (!found) return null;
  const other =
    answer.correction?.why === "old_word"
      ? `${words.olderWordIs(answer.correction.typed)} `
      : found.also.length > 0 && `${words.also} ${found.also.join(", ")}. `;
  return html`<div class="found"><h2>${found.term}</h2><p>${found.definition}</p><p class="meta">${other}${
    found.english && place.locale === "sv" && `${words.english(found.english)} `
  }${found.url && html`<a href="${found.url}">${words.seeGlossary}</a>`}</p></div>`;
}

function count(number: number, answer: SearchAnswer, place: Place): Html {
  return html`<span class="count">${grouped(number, place.locale)}${answer.is_capped && "+"}<span class="hide"> ${place.words.hits(number)}</span></span>`;
}

function narrowing(facets: readonly FacetItem[], answer: SearchAnswer, asked: Asked, place: Place, around: Around): Html {
  const { words } = place;
  return html`<form class="rail facets" action="${around.home}sok/" aria-label="${words.narrowSearch}"><input type="hidden" name="q" value="${asked.text}">${
    asked.exact && html`<input type="hidden" name="exakt" value="1">`
  }<details open><summary>${words.narrowSearch}</summary>${facets.map((facet) => {
    if (!isFilter(facet.name)) return nothing;
    const name = NAMES[facet.name];
    const all =
      facet.name === "kind" &&
      html`<li><a href="?${String(address(asked, { filters: { ...asked.filters, kind: [] } }))}"${
        asked.filters.kind.length === 0 && html` aria-current="true"`
      }>${words.allKinds} ${count(answer.all_kinds, answer, place)}</a></li>`;
    return html`<fieldset><legend>${facet.label}</legend><ul role="list">${all}${facet.choices
      .filter((choice) => choice.count || choice.chosen)
      .map(
        (choice) => html`<li><label><input type="checkbox" name="${name}" value="${choice.value}"${choice.chosen && html` checked`}> <span>${choice.label}</span> ${count(choice.count, answer, place)}</label></li>`,
      )}</ul></fieldset>`;
  })}<button class="button line">${words.narrow}</button></details></form>`;
}

/** What the search is narrowed to, each with a way out. */
function choices(facets: readonly FacetItem[], asked: Asked, place: Place): Part {
  const { words } = place;
  const chosen = FILTERS.flatMap((name) =>
    asked.filters[name].map((value) => ({
      label: facets.find((one) => one.name === name)?.choices.find((one) => one.value === value)?.label ?? value,
      without: { ...asked.filters, [name]: asked.filters[name].filter((other) => other !== value) },
    })),
  );
  if (!chosen.length) return null;
  return html`<ul class="chosen" role="list" aria-label="${words.chosen}">${chosen.map(
    (one) => html`<li><b>${one.label}</b> <a href="?${String(address(asked, { filters: one.without }))}">${words.remove}<span class="hide"> ${one.label}</span></a></li>`,
  )}${
    chosen.length > 1 && html`<li><a href="?${String(address(asked, { filters: none(), exact: false }))}">${words.removeAll}</a></li>`
  }</ul>`;
}

async function nothingFound(asked: Asked, place: Place, around: Around): Promise<Html> {
  const { words } = place;
  const narrowed = FILTERS.some((name) => asked.filters[name].length);
  const glossary = await pageOfType("modellen.GlossaryPage", place);
  const contact = around.site.contact_url;
  return html`<div class="flow"><p class="text" role="status">${
    narrowed
      ? html`${words.nothingFits} <a href="?${String(address(asked, { filters: none(), exact: false }))}">${words.withoutChoices}</a>`
      : words.nothingHeld
  }</p><ul class="bullets">${glossary && html`<li>${words.otherName} <a href="${glossary.url}">${words.seeGlossary}</a></li>`}${
    contact && html`<li>${words.youMiss} <a href="${contact}">${words.ask}</a></li>`
  }</ul></div>`;
}
