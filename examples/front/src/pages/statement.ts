import { contentsOf } from "../blocks.js";
import type { AccessibilityStatementPageContent } from "../contents.js";
import { dateRange } from "../dates.js";
import { plainHead } from "../frame.js";
import { html } from "../html.js";
import { link, richText, type Drawn, type Place, type Whole } from "../place.js";

const KINDS = ["noncompliance", "burden", "out_of_scope"] as const;

export async function statement(page: Whole<AccessibilityStatementPageContent>, place: Place): Promise<Drawn> {
  const { content } = page;
  const { words, locale } = place;
  const sections = [
    { anchor: "sa-tillganglig", heading: words.howAccessible },
    { anchor: "brister", heading: words.notAccessible },
    { anchor: "hjalp", heading: words.tellUs },
    { anchor: "tillsyn", heading: words.supervision },
    { anchor: "granskning", heading: words.howAssessed },
  ];
  const shortcomings = KINDS.flatMap((kind) => {
    const rows = content.shortcomings.filter((block) => block.value.kind === kind);
    if (!rows.length) return [];
    return [
      html`<h3>${words.shortcomings[kind]}</h3><ul class="bullets">${rows.map(
        (block) => html`<li><b>${block.value.what}</b> ${block.value.why}</li>`,
      )}</ul>`,
    ];
  });
  const day = (iso: string | null): string => (iso ? dateRange(iso, null, locale) : "");
  // The form that asks for no identity is the site's own, below its start page in this language.
  const form = `${languagePrefix(page.url)}/tillganglighet/kontakt/`;
  return {
    head: plainHead(page),
    content: html`<div class="wrap reading">${contentsOf(place, sections)}<div>
<section class="section flow" id="sa-tillganglig"><h2>${words.howAccessible}</h2><p>${words.answersFor(content.actor, content.service)}</p>
<p>${words.conforms(content.conformance_label, content.standard)}</p></section>
<section class="section flow" id="brister"><h2>${words.notAccessible}</h2>${
      shortcomings.length ? shortcomings : html`<p>${words.knowNothing}</p>`
    }</section>
<section class="section flow" id="hjalp"><h2>${words.tellUs}</h2><div class="text">${richText(content.alternative, place)}</div>
<p><a class="button" href="${link(form, place)}">${words.writeToUs}</a></p></section>
<section class="section flow" id="tillsyn"><h2>${words.supervision}</h2><p>${words.digg} <a href="${content.report_url}">${words.report}</a></p></section>
<section class="section flow" id="granskning"><h2>${words.howAssessed}</h2><div class="text">${richText(content.method, place)}
<p>${words.assessed(day(content.assessed_on), day(content.statement_updated_on))}</p></div></section></div></div>`,
  };
}

function languagePrefix(url: string): string {
  return /^\/[a-z]{2}(?=\/)/.exec(url)?.[0] ?? "";
}
