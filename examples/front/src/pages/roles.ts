import { contentsOf } from "../blocks.js";
import type { RoleGuidePageContent } from "../contents.js";
import { html, ready } from "../html.js";
import { plainHead } from "../frame.js";
import { everything, link, richText, type Drawn, type Place, type Whole } from "../place.js";
import { roleCards } from "../roles.js";

const POINTS_SHOWN = 5;

export async function roleIndex(page: Whole, place: Place): Promise<Drawn> {
  const cards = await roleCards(place, { level: 2 });
  return {
    head: plainHead(page),
    content: html`<div class="wrap body">${cards.text ? cards : html`<p>${place.words.noRoles}</p>`}</div>`,
    sand: true,
  };
}

export async function roleGuide(page: Whole<RoleGuidePageContent>, place: Place): Promise<Drawn> {
  const { content } = page;
  const { words, locale } = place;
  const [roles, colleagues, library] = await Promise.all([
    place.api.roleList({ locale }),
    roleCards(place, { only: content.collaborates.map((block) => block.value) }),
    everything((part) => place.api.templateList({ locale, ...part })),
  ]);
  const own = roles.items.find((role) => role.code === content.role);
  const templates = content.templates.flatMap((block) => library.find((item) => item.uid === block.value) ?? []);
  const points = content.new_in_role.map((block) => html`<li>${richText(block.value, place)}</li>`);
  const sections = [
    {
      anchor: "du-beslutar",
      heading: words.youDecide,
      inner: content.decides && html`<div class="text">${richText(content.decides, place)}</div>`,
    },
    {
      anchor: "aret",
      heading: words.year,
      inner: content.quarters.length > 0 && html`<dl class="principles">${content.quarters.map(
        (block) => html`<div><dt>${block.value.quarter}</dt><dd>${richText(block.value.text, place)}</dd></div>`,
      )}</dl>`,
    },
    { anchor: "samarbete", heading: words.youWorkWith, inner: colleagues.text && colleagues },
    { anchor: "tid", heading: words.time, inner: content.time && html`<div class="text">${richText(content.time, place)}</div>` },
    {
      anchor: "ny-i-rollen",
      heading: words.newInRole,
      inner: points.length > 0 && html`<div class="text"><ol>${points.slice(0, POINTS_SHOWN)}</ol></div>${
        points.length > POINTS_SHOWN &&
        html`<details class="ask"><summary>${words.showPoints(points.length)}</summary><ol class="bullets" start="${POINTS_SHOWN + 1}">${points.slice(POINTS_SHOWN)}</ol></details>`
      }`,
    },
    {
      anchor: "misstag",
      heading: words.mistakes,
      inner: (content.mistakes.length > 0 || content.older_word) && html`${
        content.mistakes.length > 0 && html`<ul class="bullets">${content.mistakes.map((block) => html`<li>${block.value}</li>`)}</ul>`
      }${
        content.older_word &&
        html`<div class="notice brand"><p>${words.olderWord}</p><p>${content.older_word}. ${content.older_word_text}</p></div>`
      }`,
    },
    {
      anchor: "mallar",
      heading: words.templates,
      inner: templates.length > 0 && html`<ul class="bullets">${templates.map(
        (item) => html`<li>${
          item.document ? html`<a href="${link(item.document.url, place)}">${item.title}</a>` : item.title
        } (${words.version(item.version)})</li>`,
      )}</ul>`,
    },
    {
      anchor: "utbildning",
      heading: words.training,
      inner: content.training.length > 0 && html`<ul class="bullets">${content.training.map(
        (block) => html`<li><a href="${block.value.url}">${block.value.title}</a></li>`,
      )}</ul>`,
    },
  ].filter((section) => section.inner);
  return {
    head: html`<p class="kicker ${own?.side}">${own?.side_label && html`<b>${own.side_label}</b> · `}${own?.level}</p>${plainHead(page)}`,
    content: html`<div class="wrap reading">${contentsOf(place, sections)}<div>${sections.map(
      (section) => html`<section class="section flow" id="${section.anchor}"><h2>${section.heading}</h2>${section.inner || ready("")}</section>`,
    )}</div></div>`,
    sand: true,
  };
}
