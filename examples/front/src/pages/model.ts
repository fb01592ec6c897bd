import { blocks, contents, numberedBlocks } from "../blocks.js";
import type { ModelPageContent, StandardPageContent } from "../contents.js";
import { html } from "../html.js";
import { plainHead } from "../frame.js";
import type { Drawn, Place, Whole } from "../place.js";

export async function modelPage(page: Whole<ModelPageContent>, place: Place): Promise<Drawn> {
  const { kicker, body } = page.content;
  return {
    head: html`${kicker && html`<p class="kicker">${kicker}</p>`}${plainHead(page)}`,
    content: html`<div class="wrap reading">${contents(place, body, true)}<div>${await numberedBlocks(body, place)}</div></div>`,
  };
}

export async function standardPage(page: Whole<StandardPageContent>, place: Place): Promise<Drawn> {
  const { body } = page.content;
  return {
    head: plainHead(page),
    content: html`<div class="wrap reading">${contents(place, body)}<div class="flow">${await blocks(body, place)}</div></div>`,
  };
}
