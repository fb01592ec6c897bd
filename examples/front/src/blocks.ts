// The blocks of a page, each from its own fields. A kind of block that is missing here does not compile.

import type { Block, DocumentReference, Image, PageReference, TableBlock } from "./contents.js";
import { html, nothing, ready, type Html } from "./html.js";
import { objectMap } from "./drawings.js";
import { inLanguage, link, richText, type Place } from "./place.js";
import { roleCards } from "./roles.js";
import { fileSize } from "./words/numbers.js";

export interface Around {
  /** In a section, whose heading stands above. */
  readonly inSection?: boolean;
  /** Alone under that heading. */
  readonly alone?: boolean;
  readonly number?: number;
}

/** A compiler's proof that all kinds are known; and what happens should the interface send another one. */
function unknown(block: never): Html {
  console.warn(`A block of an unknown kind was left out: ${JSON.stringify(block).slice(0, 200)}`);
  return nothing;
}

/** "Vad är ett objekt?" → "vad-ar-ett-objekt", as the site names its sections. */
export function anchor(heading: string): string {
  const plain = heading.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  return plain.replace(/[^\w\s-]/g, "").replace(/[-\s]+/g, "-").replace(/^[-_]+|[-_]+$/g, "") || "avsnitt";
}

/** "Objekt" → "objekt" inside a sentence, but "IT-system" and "VM" as they are. */
function inText(word: string): string {
  const second = word.charAt(1);
  if (!second || second !== second.toLowerCase()) return word;
  return word.charAt(0).toLowerCase() + word.slice(1);
}

export async function blocks(body: readonly Block[], place: Place, around: Around = {}): Promise<Html[]> {
  return Promise.all(body.map((block) => drawn(block, place, around)));
}

/** Sections with their numbers, as the model has them. */
export async function numberedBlocks(body: readonly Block[], place: Place): Promise<Html[]> {
  return Promise.all(body.map((block, index) => drawn(block, place, { number: index + 1 })));
}

async function drawn(block: Block, place: Place, around: Around): Promise<Html> {
  const { words } = place;
  switch (block.type) {
    case "text": {
      const text = richText(block.value, place).text;
      // Without a heading above, the headings of the text are one level higher.
      return html`<div class="text">${ready(around.inSection ? text : text.replace(/(<\/?)h3\b/g, "$1h2"))}</div>`;
    }
    case "principles":
      return html`<dl class="principles">${block.value.map(
        (item) => html`<div><dt>${item.name}</dt><dd>${item.sentence}</dd></div>`,
      )}</dl>`;
    case "steps":
      return html`<ol class="steps" role="list">${block.value.map(
        (step) => html`<li${step.is_decision && ready(' class="decision"')}><p class="strong">${step.name}</p>${
          step.text && html`<p>${step.text}</p>`
        }</li>`,
      )}</ol>`;
    case "table":
      return table(block.value);
    case "figure":
      return html`<figure>${picture(block.value.image, place)}${
        block.value.caption && html`<figcaption>${block.value.caption}</figcaption>`
      }</figure>`;
    case "drawing":
      return drawing(block.value.drawing, block.value.caption, place);
    case "quote":
      return html`<figure class="quote"><blockquote><p>${block.value.text}</p></blockquote>${
        block.value.source && html`<figcaption>${block.value.source}</figcaption>`
      }</figure>`;
    case "callout":
      return html`<div class="notice ${block.value.kind}"><p>${block.value.heading}</p>${richText(block.value.text, place)}</div>`;
    case "term":
      return html`<details class="ask"><summary>${words.whatIs(inText(block.value.term))}</summary><p>${block.value.definition}${
        block.value.url && html` <a href="${block.value.url}">${words.wholeGlossary}</a>`
      }</p></details>`;
    case "faq":
      return html`<div>${block.value.map(
        (item) => html`<details class="ask"><summary>${item.question}</summary>${richText(item.answer, place)}</details>`,
      )}</div>`;
    case "related":
      return related(block.value, place, around.alone ?? false);
    case "documents":
      return documents(block.value, place);
    case "teams":
      return html`<p><a class="more" href="${block.value.url}" target="_blank" rel="noopener">${block.value.label} ${words.newTab}</a></p>`;
    case "role_cards":
      return roleCards(place, { only: block.value.length ? block.value : undefined });
    case "section": {
      const inner: readonly Block[] = block.value.body;
      const within = { inSection: true, alone: inner.length === 1 };
      return html`<section class="section flow" id="${anchor(block.value.heading)}"><h2>${
        around.number && html`<span class="no">${around.number}</span>`
      }${block.value.heading}</h2>${await blocks(inner, place, within)}</section>`;
    }
    default:
      return unknown(block);
  }
}

const NUMBER = /^(?=.*\d)[0-9 \u00a0\u202f,.%−\-+]+$/;

function table(value: TableBlock["value"]): Html {
  const number = (text: string | undefined): Html | false => NUMBER.test((text ?? "").trim()) && ready(' class="num"');
  const first = value.rows[0]?.cells ?? [];
  return html`<div class="table" role="region" aria-label="${value.caption}" tabindex="0"><table><caption>${value.caption}</caption>
<thead><tr>${value.columns.map((column, place) => html`<th scope="col"${number(first[place])}>${column}</th>`)}</tr></thead>
<tbody>${value.rows.map(
    (row) => html`<tr>${row.cells.map((cell, place) =>
      place === 0 ? html`<th scope="row">${cell}</th>` : html`<td${number(cell)}>${cell}</td>`,
    )}</tr>`,
  )}</tbody></table></div>`;
}

/** Each address of a srcset, or a single one, on the host that has the file. */
function ofTheSite(sources: string, place: Place): string {
  return sources.replace(/(^|, *)(?=\/)/g, `$1${place.site}`);
}

function picture(image: Image | null, place: Place): Html {
  const rendition = image?.renditions["text"];
  if (!image || !rendition) return nothing;
  return html`<picture>${Object.entries(rendition.srcset).map(
    ([type, sources]) =>
      html`<source type="${type}" srcset="${ofTheSite(sources, place)}" sizes="(min-width: 40em) 37rem, calc(100vw - 2rem)">`,
  )}<img src="${ofTheSite(rendition.src, place)}" width="${rendition.width}" height="${rendition.height}" alt="${image.alt}" loading="lazy" decoding="async"></picture>`;
}

/** A drawing that the site makes: its SVG comes ready, since it is reckoned from what the site knows. */
async function drawing(kind: string, caption: string, place: Place): Promise<Html> {
  const below = caption && html`<figcaption>${caption}</figcaption>`;
  if (kind === "one_object") {
    const { svg } = await place.api.objectDrawing({ locale: place.locale });
    return html`<figure class="beside"><div class="drawing">${ready(svg)}</div>${below}</figure>`;
  }
  if (kind === "object_map") {
    const map = await objectMap(place);
    return map.objects.length
      ? html`<figure><div class="split">${map.drawing}${map.list}</div>${below}</figure>`
      : nothing;
  }
  return nothing;
}

function related(pages: readonly PageReference[], place: Place, alone: boolean): Html {
  if (!pages.length) return nothing;
  const links = pages.map((page) => html`<a href="${page.url}"${inLanguage(page, place)}>${page.title}</a>`);
  if (alone) return html`<ul class="list" role="list">${links.map((one) => html`<li><h3 class="name">${one}</h3></li>`)}</ul>`;
  return html`<div class="also"><p>${place.words.readAlso}</p><ul class="places" role="list">${links.map(
    (one) => html`<li>${one}</li>`,
  )}</ul></div>`;
}

function documents(files: readonly DocumentReference[], place: Place): Html {
  if (!files.length) return nothing;
  return html`<ul class="list" role="list">${files.map(
    (file) => html`<li><p class="name"><a href="${link(file.url, place)}">${file.title} <span class="meta">(${file.file_type.toUpperCase()}${
      file.size ? `, ${fileSize(file.size, place.locale)}` : ""
    })</span></a></p></li>`,
  )}</ul>`;
}

/** Contents of the page: its sections, or the headings that a page type names. */
export function contents(place: Place, body: readonly Block[], numbered = false): Html {
  const rows = body.flatMap((block, index) =>
    block.type === "section"
      ? [{ anchor: anchor(block.value.heading), heading: block.value.heading, number: numbered ? index + 1 : undefined }]
      : [],
  );
  return contentsOf(place, rows);
}

export function contentsOf(
  place: Place,
  rows: readonly { readonly anchor: string; readonly heading: string; readonly number?: number | undefined }[],
): Html {
  return html`<nav class="rail contents" aria-label="${place.words.onThisPage}"><details open><summary>${place.words.onThisPage}</summary>
<ol role="list">${rows.map(
    (row) => html`<li><a href="#${row.anchor}">${row.number && html`<span class="no">${row.number}</span>`}<span>${row.heading}</span></a></li>`,
  )}</ol></details></nav>`;
}
