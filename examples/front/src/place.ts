// What every page needs to know while it is made: who is asked, in which language, for which address.

import type { Content, ContentApi, Page, PageReference } from "./contents.js";
import { ready, type Html } from "./html.js";
import type { Words } from "./words/index.js";

export interface Place {
  readonly api: ContentApi;
  readonly locale: string;
  readonly words: Words;
  /** Scheme and host of the site that has the content. */
  readonly site: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** A page with its content, as this front end asks for it. */
export interface Whole<C extends Content = Content> extends Page {
  content: C;
}

/** What a page type makes of its content: the head of the page and what is below it. */
export interface Drawn {
  readonly head: Html;
  readonly content: Html;
  /** Replaces the page's own title in the title of the window. */
  readonly title?: string;
  /** What is run rather than read stands on sand. */
  readonly sand?: boolean;
  /** What stands last in the breadcrumb, for an address below the page's own. */
  readonly last?: string;
}

// Forms, files, feeds and calendars are the site's own: links to them lead there.
const OF_THE_SITE =
  /^(\/[a-z]{2})?\/(dokument|documents|media|static|anmalan|logga-in|logga-ut|mina-uppgifter|admin|api|tillganglighet\/kontakt)(\/|$)|\/(flode|kalender)\/$/;

export function isOfTheSite(path: string): boolean {
  return OF_THE_SITE.test(path.split(/[?#]/)[0] ?? "");
}

/** Where a link of the content leads from here. */
export function link(url: string, place: Place): string {
  return url.startsWith("/") && isOfTheSite(url) ? place.site + url : url;
}

/** Rich text of the interface, its links to files and forms leading to the site. */
export function richText(html: string, place: Place): Html {
  return ready(html.replace(/ href="(\/[^"]*)"/g, (_all, url: string) => ` href="${link(url, place)}"`));
}

/** The attributes of a link to a page that may be in another language than this one. */
export function inLanguage(reference: Pick<PageReference, "locale">, place: Place): Html {
  const code = reference.locale;
  return ready(code === place.locale ? "" : ` lang="${code}" hreflang="${code}"`);
}

/** The first page of a type in this language, else in the site's first one. */
export async function pageOfType(type: Page["type"] & Content["type"], place: Place): Promise<Page | undefined> {
  const { items: locales } = await place.api.locales();
  const fallback = locales.find((one) => one.is_default)?.code ?? place.locale;
  const found = await place.api.pages({ type, locale: place.locale, fallback, limit: 1 });
  return found.items[0];
}

/** All items of a list that comes in parts. */
export async function everything<Item>(
  ask: (part: { limit: number; offset: number }) => Promise<{ items: Item[]; meta: { total: number } }>,
): Promise<Item[]> {
  const limit = 100;
  const found: Item[] = [];
  for (let total = 1; found.length < total; ) {
    const part = await ask({ limit, offset: found.length });
    if (part.items.length === 0) break;
    found.push(...part.items);
    total = part.meta.total;
  }
  return found;
}
