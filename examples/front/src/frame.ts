// The frame of every page: head, menu, breadcrumb, foot. Nothing inline: the policy forbids it.

import type { Page, PageReference, SiteFrame } from "./contents.js";
import { dateRange } from "./dates.js";
import { html, nothing, type Html, type Part } from "./html.js";
import { inLanguage, link, type Place } from "./place.js";
import { wordsOf } from "./words/index.js";

export interface Frame {
  readonly title: string;
  readonly main: Html;
  readonly sand?: boolean | undefined;
  readonly description?: string | undefined;
  /** From the start page down; the last may be without an address. */
  readonly crumbs?: readonly { readonly title: string; readonly url: string }[] | undefined;
  /** Addresses of this page in other languages. */
  readonly translations?: readonly { readonly locale: string; readonly url: string }[] | undefined;
}

export interface Around {
  readonly site: SiteFrame;
  readonly home: string;
  readonly menu: readonly PageReference[];
  readonly languages: readonly { readonly locale: string; readonly url: string }[];
}

/** What stands round a page, asked once and kept as long as the interface allows. */
export async function around(place: Place): Promise<Around> {
  const [site, menu, { items: locales }] = await Promise.all([
    place.api.siteFrame({ locale: place.locale }),
    place.api.navigation({ locale: place.locale, depth: 1 }),
    place.api.locales(),
  ]);
  const source = locales.find((one) => one.is_default);
  const home = menu.home ?? source?.home;
  return {
    site,
    home: home?.url ?? "/",
    menu: source?.home && source.code !== place.locale ? await filled(menu.items, source.home.id, place) : menu.items,
    languages: locales.flatMap((one) => (one.home ? [{ locale: one.code, url: one.home.url }] : [])),
  };
}

/** The menu in the order of the site's first language, which fills in for what has no translation. */
async function filled(items: readonly PageReference[], source: number, place: Place): Promise<PageReference[]> {
  const found = await place.api.pages({ parent: source, limit: 100, include: "translations" });
  const menu = found.items.flatMap((page) => {
    const translated = page.translations?.find((one) => one.locale === place.locale);
    if (translated) return items.filter((item) => item.id === translated.id);
    return page.show_in_menus ? [page] : [];
  });
  return [...menu, ...items.filter((item) => !menu.includes(item))];
}

/** Where there is nothing to ask: the frame without menu and languages. */
export const alone: Around = {
  site: { name: "", municipality: "", tagline: "", demo_notice: "", contact_url: "", footer: [] },
  home: "/",
  menu: [],
  languages: [],
};

export function searchPath(home: string): string {
  return `${home}sok/`;
}

export function searchForm(place: Place, found: Around, id: string, label: Part, value = "", className = "search"): Html {
  return html`<form class="${className}" role="search" action="${searchPath(found.home)}"${label && html` aria-label="${label}"`}><label class="hide" for="${id}">${place.words.searchSite}</label><input type="search" id="${id}" name="q" value="${value}" maxlength="200" autocomplete="off"><button class="button">${place.words.search}</button></form>`;
}

export function plainHead(page: Page): Html {
  return html`<h1>${page.title}</h1>${page.lead && html`<p class="lead">${page.lead}</p>`}`;
}

/** When the page changed last and who answers for it. */
export function foot(page: Page, place: Place): Html {
  if (!page.updated_on) return nothing;
  return html`<div class="wrap page-foot"><p>${place.words.updated(dateRange(page.updated_on, null, place.locale))}${
    page.content_owner && html` <span>${place.words.responsible(page.content_owner)}</span>`
  }</p></div>`;
}

export function framed(frame: Frame, place: Place, found: Around): string {
  const { words } = place;
  const other = found.languages
    .filter((one) => one.locale !== place.locale)
    .map((one) => frame.translations?.find((page) => page.locale === one.locale) ?? one);
  const crumbs = frame.crumbs ?? [];
  const name = found.site.name || new URL(place.site).host;
  return html`<!doctype html>
<html lang="${place.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title === name ? name : `${frame.title} – ${name}`}</title>
${frame.description && html`<meta name="description" content="${frame.description}">`}
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<link rel="stylesheet" href="/drawings.css">
</head>
<body class="${frame.sand ? "sand" : "paper"}">
<a class="skip" href="#innehall">${words.skip}</a>
<header class="top">${found.site.demo_notice && html`<div class="demo"><p class="wrap">${found.site.demo_notice}</p></div>`}
<div class="wrap bar"><a class="home" href="${found.home}"><img src="/mark.svg" alt="" width="32" height="32"><span>${name}</span></a>
${searchForm(place, found, "q", null)}
<ul class="tools" role="list">${other.map((one) => html`<li><a href="${one.url}" lang="${one.locale}" hreflang="${one.locale}">${wordsOf(one.locale).language}</a></li>`)}</ul></div>
<nav aria-label="${words.mainMenu}"><ul class="wrap menu" role="list">${found.menu.map(
    (item) => html`<li><a href="${item.url}"${current(item.url, place.path)}${inLanguage(item, place)}>${item.title}</a></li>`,
  )}</ul></nav>
</header>
${crumbs.length > 0 && html`<nav class="path" aria-label="${words.youAreHere}"><ol class="wrap" role="list">${crumbs.map((crumb) =>
    crumb.url ? html`<li><a href="${crumb.url}">${crumb.title}</a></li>` : html`<li aria-current="page">${crumb.title}</li>`,
  )}</ol></nav>`}
<main id="innehall" tabindex="-1">${frame.main}</main>
<footer class="foot"><div class="wrap"><div><p>${words.about}</p><p><a href="${place.site}${place.path}">${words.toSite}</a></p></div>${found.site.footer.map(
    (column) => html`<div><h2>${column.heading}</h2><ul role="list">${column.links.map(
      (one) => html`<li><a href="${link(one.url, place)}"${one.locale && html` hreflang="${one.locale}"`}>${one.title}</a></li>`,
    )}</ul></div>`,
  )}</div></footer>
</body>
</html>
`.text;
}

function current(url: string, path: string): Html | false {
  if (url === path) return html` aria-current="page"`;
  return path.startsWith(url) && html` aria-current="true"`;
}
