import { blocks } from "../blocks.js";
import type { ObjectPageContent } from "../contents.js";
import { objectMap, svg } from "../drawings.js";
import { plainHead } from "../frame.js";
import { html } from "../html.js";
import type { Drawn, Place, Whole } from "../place.js";

export async function objectIndex(page: Whole, place: Place): Promise<Drawn> {
  const { objects, drawing } = await objectMap(place);
  return {
    head: plainHead(page),
    content: html`<div class="wrap body split"><ul class="list" role="list">${
      objects.length
        ? objects.map(
            (one) => html`<li><h2 class="name"><a href="${one.page.url}">${one.name}</a></h2><p>${one.summary}</p><p class="meta">${place.words.object(one.code)}</p></li>`,
          )
        : html`<li>${place.words.noObjects}</li>`
    }</ul><div>${drawing}</div></div>`,
    sand: true,
  };
}

export async function objectPage(page: Whole<ObjectPageContent>, place: Place): Promise<Drawn> {
  const { content } = page;
  const { words, locale } = place;
  const [body, map] = await Promise.all([
    blocks(content.body, place),
    svg(place.api.objectMapDrawing({ locale, only: content.code })),
  ]);
  const half = (heading: string, items: ObjectPageContent["scope_in"]) =>
    items.length > 0 && html`<div><h3>${heading}</h3><ul class="bullets">${items.map((block) => html`<li>${block.value}</li>`)}</ul></div>`;
  return {
    head: html`<div class="split"><div><p class="kicker">${words.object(content.code)}</p>${plainHead(page)}</div><div>${map}</div></div>`,
    content: html`<div class="wrap record"><div>${body}${
      (content.scope_in.length > 0 || content.scope_out.length > 0) &&
      html`<section class="section flow"><h2>${words.belongs}</h2><div class="halves">${half(words.inside, content.scope_in)}${half(
        words.outside, content.scope_out,
      )}</div></section>`
    }</div><aside class="rail" aria-label="${words.facts}"><dl class="facts"><div><dt>${words.objectCode}</dt><dd>${content.code}</dd></div>${
      content.teams_url &&
      html`<div><dt>${words.collaboration}</dt><dd><a href="${content.teams_url}" target="_blank" rel="noopener">${words.teamsFor(page.title)}</a></dd></div>`
    }</dl></aside></div>`,
    sand: true,
  };
}
