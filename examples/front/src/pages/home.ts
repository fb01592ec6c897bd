import type { HomePageContent, NewsItem } from "../contents.js";
import { today } from "../dates.js";
import { objectMap, svg } from "../drawings.js";
import { html, type Html } from "../html.js";
import { pageOfType, type Drawn, type Place, type Whole } from "../place.js";
import { roleCards } from "../roles.js";
import { day, teaser } from "../parts.js";

const DATES_SHOWN = 4;
const NEWS_SHOWN = 3;

export async function home(page: Whole<HomePageContent>, place: Place): Promise<Drawn> {
  const { content } = page;
  const heading = content.heading || page.title;
  const [drawing, sections] = await Promise.all([
    svg(place.api.objectDrawing({ locale: place.locale })),
    Promise.all([dates(place), roles(place), objects(place), news(place)]),
  ]);
  const button = content.button_page;
  const more = content.link_page;
  return {
    title: page.seo_title || heading,
    head: html`<div class="split"><div><h1>${heading}</h1>${page.lead && html`<p class="lead">${page.lead}</p>`}${
      (button || more) &&
      html`<p class="actions">${button && html`<a class="button" href="${button.url}">${content.button_text || button.title}</a>`} ${
        more && html`<a class="more" href="${more.url}">${content.link_text || more.title}</a>`
      }</p>`
    }</div><div>${drawing}</div></div>`,
    content: html`${sections}`,
  };
}

async function dates(place: Place): Promise<Html> {
  const { items } = await place.api.upcoming({ locale: place.locale, limit: DATES_SHOWN });
  if (!items.length) return html``;
  const year = Number(today().slice(0, 4));
  const [wheel, line] = await Promise.all([
    pageOfType("modellen.YearWheelPage", place),
    svg(place.api.lineDrawing({ locale: place.locale })),
  ]);
  return html`<section class="part"><div class="wrap"><div class="title"><h2>${place.words.nowInWheel}</h2>${
    wheel && html`<a class="more" href="${wheel.url}">${place.words.wholeWheel(year)}</a>`
  }</div>${line}<ol class="dates" role="list">${items.map(
    (item) => html`<li><p class="meta">${day(item.start, item.end, place, !item.start.startsWith(String(year)))}</p><h3>${
      item.url ? html`<a href="${item.url}">${item.title}</a>` : item.title
    }</h3>${item.audience && html`<p class="soft">${item.audience}</p>`}</li>`,
  )}</ol></div></section>`;
}

async function roles(place: Place): Promise<Html> {
  const [cards, index] = await Promise.all([roleCards(place), pageOfType("modellen.RoleIndexPage", place)]);
  if (!cards.text) return html``;
  return html`<section class="part"><div class="wrap"><div class="title"><h2>${place.words.fiveRoles}</h2>${
    index && html`<a class="more" href="${index.url}">${place.words.allRoles}</a>`
  }</div>${cards}</div></section>`;
}

async function objects(place: Place): Promise<Html> {
  const map = await objectMap(place);
  if (!map.objects.length) return html``;
  return html`<section class="part"><div class="wrap split"><div><h2 class="title">${place.words.numberOfObjects(
    map.objects.length,
  )}</h2><p class="text">${place.words.aboutObjects}</p>${map.drawing}</div>${map.list}</div></section>`;
}

async function news(place: Place): Promise<Html> {
  const { words } = place;
  const [{ items }, index, course] = await Promise.all([
    place.api.news({ locale: place.locale, limit: NEWS_SHOWN }),
    pageOfType("nyheter.NewsIndexPage", place),
    nextCourse(place),
  ]);
  if (!items.length && !course.text) return html``;
  return html`<section class="part"><div class="wrap split"><div><div class="title"><h2>${words.news}</h2>${
    index && html`<a class="more" href="${index.url}">${words.allNews}</a>`
  }</div><ul class="list dated" role="list">${
    items.length ? items.map((item: NewsItem) => html`<li>${teaser(item, place, 3)}</li>`) : html`<li>${words.noNews}</li>`
  }</ul></div>${course}</div></section>`;
}

async function nextCourse(place: Place): Promise<Html> {
  const { items } = await place.api.upcoming({ locale: place.locale, limit: 100 });
  const next = items.find((item) => item.kind === "training" && item.page && item.url);
  if (!next) return html``;
  return html`<div class="occasion"><h2 class="title">${place.words.nextCourse}</h2><p class="date">${day(
    next.start, next.end, place, false,
  )}</p><p><b>${next.title}.</b>${next.place && ` ${next.place}.`}</p><p><a class="more" href="${next.url}">${place.words.readCourse}</a></p></div>`;
}

