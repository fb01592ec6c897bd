import type { CalendarItem, WheelSign } from "../contents.js";
import { dateRange, today } from "../dates.js";
import { svg } from "../drawings.js";
import { html, ready, type Html } from "../html.js";
import { day } from "../parts.js";
import { link, type Drawn, type Place, type Whole } from "../place.js";

/** Arcs that the wheel draws without a number. */
const ARCS: readonly string[] = ["pair", "owner"];

export async function yearWheel(page: Whole, place: Place): Promise<Drawn> {
  const { words, locale, api } = place;
  const now = await api.calendarYear({ locale });
  const asked = Number(place.query.get("ar"));
  const possible = Number.isInteger(asked) && asked >= now.first_year && asked <= now.last_year;
  const found = possible ? await api.calendarYear({ locale, year: asked }) : now;
  const { year, items } = found;
  const wheel = api.wheelDrawing({ locale, year });
  const drawing = await svg(wheel);
  const legend = drawing.text ? (await wheel).legend : [];
  const here = year === Number(today().slice(0, 4)) ? today() : null;
  const numbered = items.filter((item) => item.number !== null);
  const next = here && numbered.find((item) => (item.end ?? item.start) >= here);
  const arcs = items.filter((item) => ARCS.includes(item.track));
  const others = [
    ...(year > now.first_year ? [{ year: year - 1, rel: "prev" }] : []),
    ...(year < now.last_year ? [{ year: year + 1, rel: "next" }] : []),
  ];
  const rule = here && html`<li class="today"><span>${words.today}, ${day(here, null, place, false)}</span></li>`;
  return {
    title: `${page.seo_title || page.title} ${year}`,
    head: html`<h1>${page.title} ${year}</h1>${page.lead && html`<p class="lead">${page.lead}</p>`}`,
    content: html`<div class="wrap body split"><div class="flow">${drawing}
<ul class="legend">${legend.map((sign) => html`<li>${signDrawn(sign)} ${sign.label}</li>`)}</ul>
${arcs.length > 0 && html`<ul class="plain meta" role="list">${arcs.map(
      (item) => html`<li>${item.title}: ${dateRange(item.start, item.end, locale, false)}</li>`,
    )}</ul>`}
<p><a class="more" href="${link(`${page.url}kalender/`, place)}">${words.wheelFile}</a></p>
${others.length > 0 && html`<ul class="places" role="list">${others.map(
      (one) => html`<li><a href="?ar=${one.year}" rel="${one.rel}">${words.wheelOf(one.year)}</a></li>`,
    )}</ul>`}</div>
<ol class="year" role="list">${numbered.map((item) => html`${item === next && rule}${entry(item, place)}`)}${
      items.length === 0 && html`<li>${words.nothingPlanned}</li>`
    }${!next && numbered.length > 0 && rule}</ol></div>`,
    sand: true,
  };
}

function entry(item: CalendarItem, place: Place): Html {
  const moved = item.moved_from && ` (${place.words.movedFrom(dateRange(item.moved_from, null, place.locale, false))})`;
  return html`<li>${mark(item.kind, item.number ?? "")}<div><p class="strong">${
    item.url ? html`<a href="${item.url}">${item.title}</a>` : item.title
  }</p><p class="meta">${day(item.start, item.end, place, false)}${moved}${item.audience && ` · ${item.audience}`}</p></div></li>`;
}

const SHAPES: Readonly<Record<string, string>> = {
  deadline: '<circle class="wheel-mark__solid" r="12.5"/>',
  meeting: '<rect class="wheel-mark__solid" x="-11" y="-11" width="22" height="22"/>',
  training: '<path class="wheel-mark__solid" d="M0-15.5 15.5 0 0 15.5-15.5 0Z"/>',
  period: '<rect class="wheel-mark__open" x="-15.5" y="-11" width="31" height="22" rx="11"/>',
};

/** The mark of a date, as it stands on the wheel. */
function mark(kind: string, number: number | string): Html {
  const shape = ready(SHAPES[kind] ?? '<circle class="wheel-mark__open" r="12.5"/>');
  const known = SHAPES[kind] ? kind : "information";
  return html`<svg class="key" viewBox="-17 -17 34 34" aria-hidden="true" focusable="false"><g class="wheel-mark wheel-mark--${known}">${shape}${
    number !== "" && html`<text dy=".36em">${number}</text>`
  }</g></svg>`;
}

function signDrawn(sign: WheelSign): Html {
  if (sign.sort === "kind") return mark(sign.name, "");
  const line = (name: string, y: number): Html => html`<path class="wheel-arc wheel-arc--${sign.name} wheel-arc--${name}" d="M0 ${y}h28"/>`;
  const lines = sign.name === "pair" ? [line("business", 3.5), line("it", 12.5)] : [line("one", 8)];
  return html`<svg class="arc" viewBox="0 0 28 16" aria-hidden="true" focusable="false">${lines}</svg>`;
}
