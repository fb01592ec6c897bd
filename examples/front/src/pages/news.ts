import { blocks } from "../blocks.js";
import type { NewsPageContent } from "../contents.js";
import { plainHead } from "../frame.js";
import { html } from "../html.js";
import { day, pageNumber, pager, teaser } from "../parts.js";
import { link, type Drawn, type Place, type Whole } from "../place.js";

const ON_A_PAGE = 6;
const TOPICS = ["object", "template", "system", "training", "model"] as const;

export async function newsIndex(page: Whole, place: Place): Promise<Drawn> {
  const { words, locale, api } = place;
  const asked = place.query.get("amne");
  const topic = TOPICS.find((one) => one === asked);
  const list = (number: number, limit = ON_A_PAGE) =>
    api.news({ locale, limit, offset: (number - 1) * limit, ...(topic ? { topic } : {}) });
  const first = await list(1);
  const last = Math.max(1, Math.ceil(first.meta.total / ON_A_PAGE));
  const number = Math.min(pageNumber(place.query.get("page")), last);
  const { items, topics } = number === 1 ? first : await list(number);
  const query = new URLSearchParams(topic ? { amne: topic } : {});
  return {
    head: plainHead(page),
    content: html`<div class="wrap record"><div>${
      items.length
        ? html`<ul class="list dated" role="list">${items.map((item) => html`<li>${teaser(item, place, 2)}</li>`)}</ul>`
        : html`<p>${words.noNewsAbout}</p>`
    }${pager(number, last, query, place)}</div>
<nav class="rail" aria-label="${words.topic}"><p class="rail-title">${words.topic}</p>
<ul class="topics" role="list"><li><a href="?"${!topic && html` aria-current="true"`}>${words.allTopics}</a></li>${topics.map(
      (one) => html`<li><a href="?amne=${one.value}"${topic === one.value && html` aria-current="true"`}>${one.label}</a></li>`,
    )}</ul>
<p><a href="${link(`${page.url}flode/`, place)}">${words.feed}</a></p></nav></div>`,
  };
}

export async function newsPage(page: Whole<NewsPageContent>, place: Place): Promise<Drawn> {
  const { content } = page;
  const { words, locale } = place;
  const about = content.related_page;
  const plain = content.body.filter((block) => block.type !== "section");
  const sections = content.body.filter((block) => block.type === "section");
  const [beginning, rest, dates] = await Promise.all([
    blocks(plain, place),
    blocks(sections, place),
    about ? place.api.upcoming({ locale, page: about.id, limit: 1 }) : null,
  ]);
  return {
    head: html`<p class="kicker">${content.published_on && day(content.published_on, null, place)} · ${content.topic_label}</p>${plainHead(page)}`,
    content: html`<div class="wrap record"><div><div class="flow">${beginning}</div>${rest}${
      content.contact && html`<p class="apart">${words.questions(content.contact)}</p>`
    }</div>${
      about &&
      html`<aside class="rail" aria-label="${words.whatAbout}"><p class="rail-title">${about.title}</p>${dates?.items.map(
        (item) => html`<p class="date">${day(item.start, item.end, place)}</p>`,
      )}<p><a class="more" href="${about.url}">${words.goToPage}</a></p></aside>`
    }</div>`,
  };
}
