// Small pieces that several pages show.

import type { NewsItem } from "./contents.js";
import { dateRange } from "./dates.js";
import { html, nothing, ready, type Html } from "./html.js";
import type { Place } from "./place.js";

/** A day or a range of days in words. */
export function day(first: string, last: string | null, place: Place, withYear = true): Html {
  return html`<time datetime="${first}">${dateRange(first, last, place.locale, withYear)}</time>`;
}

export function teaser(item: NewsItem, place: Place, level: 2 | 3): Html {
  return html`${ready(`<h${level} class="name">`)}<a href="${item.page.url}">${item.title}</a>${ready(`</h${level}>`)}
<p class="meta">${day(item.published_on, null, place)}</p>${item.lead && html`<p>${item.lead}</p>`}`;
}

/** The numbers of a pager: first, last, and those round the current one; null stands for a gap. */
export function numbers(current: number, last: number): (number | null)[] {
  const shown = [...new Set([1, current - 1, current, current + 1, last])].filter((one) => one >= 1 && one <= last);
  return shown.flatMap((one, place) => {
    const before = shown[place - 1] ?? one;
    if (one - before === 2) return [one - 1, one];
    return one - before > 2 ? [null, one] : [one];
  });
}

/** Pages of a list. `query` stands before the number in the address. */
export function pager(current: number, last: number, query: URLSearchParams, place: Place): Html {
  if (last < 2) return nothing;
  const { words } = place;
  const to = (number: number): string => {
    const found = new URLSearchParams(query);
    found.set("page", String(number));
    return `?${found}`;
  };
  return html`<nav class="pager" aria-label="${words.pages}"><ul role="list">${
    current > 1 && html`<li><a href="${to(current - 1)}" rel="prev">${words.previous}</a></li>`
  }${numbers(current, last).map((number) => {
    if (number === null) return html`<li><span>…</span></li>`;
    const text = html`<span class="hide">${words.page} </span>${number}`;
    return number === current
      ? html`<li><span aria-current="page">${text}</span></li>`
      : html`<li><a href="${to(number)}">${text}</a></li>`;
  })}${current < last && html`<li><a href="${to(current + 1)}" rel="next">${words.next}</a></li>`}</ul></nav>`;
}

/** A number of a page from an address; 1 for anything else. */
export function pageNumber(text: string | null): number {
  return text && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
