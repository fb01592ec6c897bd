// The server: an address in, a page out. It keeps nothing but what the interface lets it keep.

import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

import { Away, clientOf, Problem } from "./client.js";
import type { Config } from "./config.js";
import type { ContentApi, Page, Preview } from "./contents.js";
import { closed, failure, missing, type Failure } from "./errors.js";
import { alone, around, foot, framed, type Around, type Frame } from "./frame.js";
import { html } from "./html.js";
import { courseDate } from "./pages/courses.js";
import { drawn } from "./pages/index.js";
import { isOfTheSite, type Drawn, type Place, type Whole } from "./place.js";
import { search } from "./search.js";
import { wordsOf } from "./words/index.js";

const FILES: Readonly<Record<string, string>> = {
  "/style.css": "text/css; charset=utf-8",
  "/drawings.css": "text/css; charset=utf-8",
  "/mark.svg": "image/svg+xml",
  "/robots.txt": "text/plain; charset=utf-8",
};
const LONGEST_ADDRESS = 4000;

type Answer =
  | {
      readonly kind: "page";
      readonly status: number;
      readonly body: string;
      readonly retryAfter?: string | undefined;
      /** For one person only: a draft. */
      readonly secret?: boolean;
    }
  | { readonly kind: "redirect"; readonly status: 301 | 302; readonly to: string };
type Shown = Extract<Answer, { kind: "page" }>;

export function serverOf(config: Config): Server {
  const api = clientOf(config.api, config.token);
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `img-src 'self' ${config.site}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

  function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    // The same words stand on the site itself: that is what search engines should find.
    response.setHeader("X-Robots-Tag", "noindex");
    if (answer.kind === "redirect") {
      const to = answer.to.replace(/[^\x21-\x7e]/gu, encodeURIComponent); // a header takes no other characters
      response.writeHead(answer.status, { Location: to }).end();
      return;
    }
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    const kept = answer.status === 200 ? "public, max-age=60" : "no-store";
    response.setHeader("Cache-Control", answer.secret ? "private, no-store" : kept);
    if (answer.secret) response.setHeader("Referrer-Policy", "no-referrer"); // the token stands in the address
    if (answer.retryAfter) response.setHeader("Retry-After", answer.retryAfter);
    response.writeHead(answer.status).end(request.method === "HEAD" ? undefined : answer.body);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD", "Content-Type": "text/plain; charset=utf-8" });
      response.end("Only GET and HEAD are answered here.\n");
      return;
    }
    const target = request.url ?? "/";
    const type = FILES[target.split("?")[0] ?? ""];
    if (type) {
      const file = readFileSync(new URL(`../public${target.split("?")[0]}`, import.meta.url));
      response.writeHead(200, { "Content-Type": type, "X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=300" });
      response.end(request.method === "HEAD" ? undefined : file);
      return;
    }
    send(request, response, await answerTo(target, api, config));
  }

  return createServer({ maxHeaderSize: 16_384 }, (request, response) => {
    handle(request, response).catch((cause: unknown) => {
      console.error(cause);
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
      response.end("Something went wrong here.\n");
    });
  });
}

/** The answer to an address. It never throws: what goes wrong is a page too. */
async function answerTo(target: string, api: ContentApi, config: Config): Promise<Answer> {
  const [path = "/", ...rest] = target.split("?");
  const locale = /^\/([a-z]{2})(\/|$)/.exec(path)?.[1] ?? "";
  const query = new URLSearchParams(rest.join("?"));
  let place: Place = { api, locale: locale || "sv", words: wordsOf(locale || "sv"), site: config.site, path, query };
  let found: Around | undefined;
  try {
    if (target.length > LONGEST_ADDRESS) return show(failure(new Problem(422, "too long"), place), place, alone);
    const { items: locales } = await api.locales();
    const language = locales.find((one) => one.code === locale) ?? locales.find((one) => one.is_default);
    place = { ...place, locale: language?.code ?? "sv", words: wordsOf(language?.code ?? "sv") };
    if (path === "/preview/") return await draft(place, config);
    if (isOfTheSite(path)) return { kind: "redirect", status: 302, to: config.site + target };
    found = await around(place);
    if (path === `${found.home}sok/`) return show({ ...(await search(place, found)), status: 200 }, place, found);
    return await pageAt(place, found);
  } catch (cause) {
    if (!(cause instanceof Problem) && !(cause instanceof Away)) console.error(cause);
    if (cause instanceof Away) console.error(cause.message);
    return show(failure(cause, place), place, found ?? alone);
  }
}

function show(frame: Frame & Partial<Failure>, place: Place, found: Around): Shown {
  return { kind: "page", status: frame.status ?? 200, body: framed(frame, place, found), retryAfter: frame.retryAfter };
}

/** What an editor's button leads to: `/preview/?page=12&token=…`. Nobody else is let in, and nothing is kept. */
async function draft(place: Place, config: Config): Promise<Answer> {
  const { query } = place;
  const key = Number(query.get("page"));
  const token = query.get("token") ?? "";
  let answer: Preview | undefined;
  try {
    // Only what a header can hold: a token is never anything else.
    if (Number.isSafeInteger(key) && key > 0 && /^[\w:.=-]{1,2000}$/.test(token)) {
      answer = await clientOf(config.api, token, "Preview").preview(key, { include: "breadcrumb,translations" });
    }
  } catch (problem) {
    if (!(problem instanceof Problem) || ![401, 404, 422].includes(problem.status)) throw problem;
  }
  const locale = answer?.page.locale ?? place.locale;
  const here: Place = { ...place, locale, words: wordsOf(locale), query: new URLSearchParams() };
  const found = await around(here);
  if (!answer) return { ...show(closed(here), here, found), secret: true };
  const { page } = answer;
  const frame = await frameOf(page, await drawnOf(page, here), here);
  const until = new Date(answer.expires_at).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm" });
  const notice = html`<div class="wrap"><div class="notice warn"><p>${here.words.draft}</p><p>${here.words.draftUntil(until)}</p></div></div>`;
  return { ...show({ ...frame, main: html`${notice}${frame.main}` }, here, found), secret: true };
}

const whole = (page: Page): page is Whole => Boolean(page.content);

/** The page at a path, a redirect, a date of a course, or that there is nothing. */
async function pageAt(place: Place, found: Around): Promise<Answer> {
  const { path, api } = place;
  const slashed = path.endsWith("/") ? path : `${path}/`;
  const include = "breadcrumb,translations";
  try {
    const answer = await api.byPath({ path, include });
    if (answer.result === "redirect") return { kind: "redirect", status: answer.permanent ? 301 : 302, to: answer.to };
    if (slashed !== path) return { kind: "redirect", status: 301, to: withQuery(slashed, place) };
    return show(await frameOf(answer.page, await drawnOf(answer.page, place), place), place, found);
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 404) throw problem;
  }
  return (await dateAt(slashed, place, found)) ?? show(missing(place, found), place, found);
}

async function drawnOf(page: Page, place: Place): Promise<Drawn> {
  return whole(page) ? drawn(page, place) : { head: html`<h1>${page.title}</h1>`, content: html`` };
}

/** The address of a course's date stands below the course's own. */
async function dateAt(path: string, place: Place, found: Around): Promise<Answer | undefined> {
  const [, above, slug] = /^(.*\/)([\w-]+)\/$/.exec(path) ?? [];
  if (!above || !slug || above === found.home) return undefined;
  try {
    const answer = await place.api.byPath({ path: above, include: "breadcrumb,translations" });
    if (answer.result === "redirect" || answer.page.content?.type !== "utbildning.CoursePage") return undefined;
    const { page } = answer;
    const date = await place.api.courseDate(page.id, slug);
    if (date.url !== place.path) return { kind: "redirect", status: 302, to: date.url };
    const drawn = courseDate({ ...page, content: answer.page.content }, date, place);
    return show(await frameOf(page, drawn, place), place, found);
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return undefined;
    throw problem;
  }
}

async function frameOf(page: Page, shown: Drawn, place: Place): Promise<Frame> {
  const above = page.breadcrumb ?? [];
  const last = shown.last ? [{ title: page.title, url: page.url }, { title: shown.last, url: "" }] : [{ title: page.title, url: "" }];
  return {
    title: shown.title ?? (page.seo_title || page.title),
    description: page.search_description || page.lead,
    sand: shown.sand,
    crumbs: page.depth > 0 ? [...above, ...last] : [],
    translations: page.translations ?? [],
    main: html`<header class="page-head"><div class="wrap">${shown.head}</div></header>${shown.content}${foot(page, place)}`,
  };
}

function withQuery(path: string, place: Place): string {
  const query = String(place.query);
  return query ? `${path}?${query}` : path;
}
