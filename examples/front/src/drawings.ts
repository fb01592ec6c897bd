// Drawings. The object map, the object, the wheel and the line are reckoned by the site, which knows where all goes;
// their SVG comes ready and takes its colours from our style sheet. The seats of a course are drawn here.

import type { CourseDate, ObjectItem } from "./contents.js";
import { Problem } from "./client.js";
import { html, nothing, ready, type Html } from "./html.js";
import { everything, type Place } from "./place.js";

/** A drawing, or nothing where the site has none. */
export async function svg(asked: Promise<{ svg: string }>): Promise<Html> {
  try {
    return html`<div class="drawing">${ready((await asked).svg)}</div>`;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return nothing;
    throw problem;
  }
}

export interface ObjectMap {
  readonly objects: readonly ObjectItem[];
  readonly drawing: Html;
  readonly list: Html;
}

/** The map, and the same objects as a list of links, which is what is read aloud. */
export async function objectMap(place: Place): Promise<ObjectMap> {
  const objects = await everything((part) => place.api.objects({ locale: place.locale, ...part }));
  if (!objects.length) return { objects, drawing: nothing, list: nothing };
  const drawing = await svg(place.api.objectMapDrawing({ locale: place.locale }));
  const list = html`<ul class="rows" role="list">${objects.map(
    (one) => html`<li><a href="${one.page.url}">${one.name}</a><span class="soft">${one.code}</span></li>`,
  )}</ul>`;
  return { objects, drawing, list };
}

const MOST_DRAWN = 40;
const A_ROW = 10;

/** The seats as squares, ten a row, taken ones first. The words say the same. */
export function seats(date: CourseDate): Html {
  if (date.seats === null || date.seats > MOST_DRAWN) return nothing;
  const taken = date.seats - (date.seats_left ?? 0);
  const squares = Array.from({ length: date.seats }, (_one, number) => {
    const at = `x="${(number % A_ROW) * 25 + 1}" y="${Math.floor(number / A_ROW) * 25 + 1}"`;
    return ready(`<rect class="${number < taken ? "taken" : "free"}" ${at} width="16" height="16"/>`);
  });
  const width = (Math.min(date.seats, A_ROW) - 1) * 25 + 18;
  const height = Math.floor((date.seats - 1) / A_ROW) * 25 + 18;
  return html`<svg class="seats" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false">${squares}</svg>`;
}
