import { blocks } from "../blocks.js";
import type { CourseDate, CourseItem, CoursePageContent } from "../contents.js";
import { dateRange } from "../dates.js";
import { seats } from "../drawings.js";
import { plainHead } from "../frame.js";
import { html, type Html, type Part } from "../html.js";
import { day, pageNumber, pager } from "../parts.js";
import { everything, link, richText, type Drawn, type Place, type Whole } from "../place.js";

const DATES_ON_A_PAGE = 20;

function next(course: CourseItem): CourseDate | undefined {
  return course.dates.find((date) => date.id === course.next_date);
}

function allCourses(place: Place): Promise<CourseItem[]> {
  return everything((part) => place.api.courses({ locale: place.locale, ...part }));
}

function tag(date: CourseDate): Html {
  return html`<span class="tag ${date.phase}">${date.state}</span>`;
}

export async function courseIndex(page: Whole, place: Place): Promise<Drawn> {
  const courses = await allCourses(place);
  return {
    head: plainHead(page),
    content: html`<div class="wrap body"><ul class="list stated" role="list">${
      courses.length === 0
        ? html`<li>${place.words.noCourses}</li>`
        : courses.map((course) => {
            const date = next(course);
            return html`<li><div><h2 class="name"><a href="${course.page.url}">${course.title}</a></h2><p>${course.lead}</p></div><p class="meta">${
              date ? html`${day(date.first_day, date.last_day, place)}<br>${tag(date)}` : place.words.noDate
            }</p></li>`;
          })
    }</ul></div>`,
    sand: true,
  };
}

export async function course(page: Whole<CoursePageContent>, place: Place): Promise<Drawn> {
  const { content } = page;
  const { words } = place;
  const [item, courses, body] = await Promise.all([
    place.api.course(page.id),
    allCourses(place),
    blocks(content.body, place),
  ]);
  const first = next(item);
  const wish = item.wish_url && html`<p><a class="more" href="${link(item.wish_url, place)}">${words.tellMe}</a></p>`;
  const others = courses.filter((one) => one.page.id !== page.id);
  return {
    head: plainHead(page),
    content: html`<div class="wrap record"><div>
<section class="section occasion">${
      first
        ? html`<h2 class="date">${day(first.first_day, first.last_day, place)}</h2>${occasion(first, place)}`
        : html`<h2>${words.noDate}</h2><p>${words.dateComes}</p>${wish}`
    }</section>${body}${
      content.goals.length > 0 &&
      html`<section class="section flow"><h2>${words.youLearn}</h2><ul class="bullets">${content.goals.map((block) => html`<li>${block.value}</li>`)}</ul></section>`
    }${program(content, place)}${first && moreDates(item, first, wish, place)}${
      item.earlier &&
      item.earlier.length > 0 &&
      html`<section class="section flow"><h2>${words.earlierDates}</h2><ul class="bullets">${item.earlier.map(
        (date) => html`<li><a href="${date.url}">${day(date.first_day, date.last_day, place)}</a></li>`,
      )}</ul></section>`
    }${
      others.length > 0 &&
      html`<section class="section"><h2>${words.otherCourses}</h2><ul class="list stated" role="list">${others.map((one) => {
        const date = next(one);
        return html`<li><div><h3 class="name"><a href="${one.page.url}">${one.title}</a></h3><p class="soft">${one.length}</p></div>${
          date && html`<p>${tag(date)}</p>`
        }</li>`;
      })}</ul></section>`
    }</div>${facts(content, place)}</div>`,
    sand: true,
  };
}

/** One date of a course, at an address of its own. */
export function courseDate(page: Whole<CoursePageContent>, date: CourseDate, place: Place): Drawn {
  const { words } = place;
  const days = dateRange(date.first_day, date.last_day, place.locale);
  return {
    title: `${page.title}, ${days}`,
    last: days,
    head: html`<p class="kicker">${page.title}</p><h1>${day(date.first_day, date.last_day, place)}</h1>`,
    content: html`<div class="wrap record"><div><section class="section occasion"><h2>${words.timeAndPlace}</h2>${occasion(date, place)}</section>${program(
      page.content, place,
    )}<p class="apart"><a class="more" href="${page.url}">${words.aboutCourse}</a></p></div>${facts(page.content, place)}</div>`,
    sand: true,
  };
}

/** When and where, the state in words, and the way to the form, which is the site's own. */
function occasion(date: CourseDate, place: Place): Html {
  const { words } = place;
  const lines = [
    ...date.day_lines.map((line) => `${line}.`),
    ...(date.place ? [`${date.place}.`] : []),
    ...(date.form !== "on_site" ? [`${date.form_label}.`] : []),
    ...(date.leader_title ? [words.leader(date.leader_title)] : []),
  ];
  const full = date.phase === "full";
  return html`<div class="occasion-facts"><p>${lines.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p>${
    date.note && html`<p>${date.note}</p>`
  }${state(date, place)}${
    date.calendar_url && html`<p class="small"><a href="${link(date.calendar_url, place)}">${words.inCalendar}</a></p>`
  }</div>${
    date.registration_url &&
    html`<div>${seats(date)}${date.seats_label && html`<p class="strong">${date.seats_label}</p>`}${
      !full && date.seats ? html`<p class="soft">${words.queueNote}</p>` : date.seats === null && html`<p class="strong">${words.roomForAll}</p>`
    }</div>`
  }`;
}

function state(date: CourseDate, place: Place): Part {
  const { words } = place;
  const button = (text: string): Part =>
    date.registration_url &&
    html`<p class="actions"><a class="button" href="${link(date.registration_url, place)}">${text}</a> <span class="soft">${date.register_by}</span></p>`;
  switch (date.phase) {
    case "open":
      return button(words.register);
    case "full":
      return html`<p class="strong">${date.sentence}</p>${button(words.queue)}`;
    case "cancelled":
      return html`<div class="notice stop"><p>${words.cancelled}</p>${date.cancel_reason && html`<p>${date.cancel_reason}</p>`}</div>`;
    case "not_yet":
    case "closed":
    case "over":
      return html`<p class="strong">${date.sentence}</p>`;
  }
}

function program(content: CoursePageContent, place: Place): Part {
  return (
    content.program.length > 0 &&
    html`<section class="section"><h2>${place.words.program}</h2><div class="program">${content.program.map(
      (block) => html`<div><h3>${block.value.heading}</h3><ol role="list">${block.value.items.map(
        (item) => html`<li><span class="soft">${item.time}</span> <span>${item.text}</span></li>`,
      )}</ol></div>`,
    )}</div></section>`
  );
}

function moreDates(item: CourseItem, first: CourseDate, wish: Part, place: Place): Html {
  const { words } = place;
  const later = item.dates.filter((date) => date !== first);
  const last = Math.max(1, Math.ceil(later.length / DATES_ON_A_PAGE));
  const number = Math.min(pageNumber(place.query.get("page")), last);
  const shown = later.slice((number - 1) * DATES_ON_A_PAGE, number * DATES_ON_A_PAGE);
  return html`<section class="section" id="tillfallen"><h2>${words.moreDates}</h2>${
    shown.length
      ? html`<ul class="list stated" role="list">${shown.map(
          (date) => html`<li><div><h3 class="name"><a href="${date.url}">${day(date.first_day, date.last_day, place)}</a></h3><p class="soft">${[
            date.place, date.seats ? words.seats(date.seats) : "",
          ].filter(Boolean).join(", ")}</p></div><p>${tag(date)}</p></li>`,
        )}</ul>${pager(number, last, new URLSearchParams(), place)}`
      : html`<p>${words.noMoreDates}</p>`
  }${wish}</section>`;
}

function facts(content: CoursePageContent, place: Place): Html {
  const { words } = place;
  const row = (term: string, text: Part): Part => text && html`<div><dt>${term}</dt><dd>${text}</dd></div>`;
  return html`<aside class="rail" aria-label="${words.courseFacts}"><dl class="facts">${row(words.forWhom, content.audience)}${row(
    words.length, content.length,
  )}${row(words.before, content.prerequisites && richText(content.prerequisites, place))}${row(words.cost, content.cost)}${row(
    words.certificate, content.certificate,
  )}</dl></aside>`;
}
