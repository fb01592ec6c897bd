// What is shown where there is no page to show: each says what has happened and what to do.

import { Away, Problem } from "./client.js";
import { searchForm, type Around } from "./frame.js";
import { html, type Html } from "./html.js";
import type { Place } from "./place.js";

export interface Failure {
  readonly status: number;
  readonly title: string;
  readonly main: Html;
  readonly retryAfter?: string;
}

/** The words of an address below the start page, to search with. */
function wordsOfPath(path: string, home: string): string {
  let text = path.startsWith(home) ? path.slice(home.length) : path;
  try {
    text = decodeURIComponent(text);
  } catch {
    // Half an escape: then the address is shown as it stands.
  }
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => /\p{L}/u.test(word)).join(" ").slice(0, 200);
}

export function missing(place: Place, around: Around): Failure {
  const { words } = place;
  const typed = wordsOfPath(place.path, around.home);
  const contact = around.site.contact_url;
  return {
    status: 404,
    title: words.missing,
    main: html`<div class="wrap body lost"><h1>${words.missing}</h1><p class="lead">${typed ? words.missingWords : words.missingText}</p>${searchForm(
      place, around, "q-again", words.searchForPage, typed, "search big",
    )}<p>${words.orGoTo}</p><ul class="places" role="list"><li><a href="${around.home}">${words.startPage}</a></li>${around.menu
      .slice(0, 3)
      .map((item) => html`<li><a href="${item.url}">${item.title}</a></li>`)}</ul>${
      contact && html`<p class="meta">${words.followed} <a href="${contact}">${words.tell}</a></p>`
    }</div>`,
  };
}

function page(status: number, heading: string, text: string, retryAfter?: string): Failure {
  const main = html`<div class="wrap body lost"><h1>${heading}</h1><p class="lead">${text}</p></div>`;
  return { status, title: heading, main, ...(retryAfter ? { retryAfter } : {}) };
}

/** The page for who may not see a draft, or no longer. */
export function closed({ words }: Place): Failure {
  return page(401, words.closed, words.closedText);
}

/** The page for anything that went wrong while another page was made. */
export function failure(cause: unknown, place: Place): Failure {
  const { words } = place;
  if (cause instanceof Away) return page(502, words.away, words.awayText);
  if (cause instanceof Problem) {
    if (cause.status === 429) return page(503, words.tooOften, words.tooOftenText, cause.retryAfter ?? "60");
    if (cause.status === 400 || cause.status === 422) return page(400, words.wrong, words.missingText);
    if (cause.status === 404) return page(404, words.missing, words.missingText);
    return page(502, words.away, words.awayText);
  }
  return page(500, words.failed, words.failedText);
}
