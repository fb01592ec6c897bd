// The roles of the model as cards.

import { html, ready, type Html } from "./html.js";
import type { Place } from "./place.js";

export interface RoleShape {
  /** Codes; all roles where none are named. */
  readonly only?: readonly string[] | undefined;
  readonly level?: 2 | 3;
}

export async function roleCards(place: Place, { only, level = 3 }: RoleShape = {}): Promise<Html> {
  const { items } = await place.api.roleList({ locale: place.locale });
  const shown = items.filter((role) => !only || only.includes(role.code));
  if (!shown.length) return html``;
  const [open, close] = [ready(`<h${level} class="name">`), ready(`</h${level}>`)];
  return html`<ul class="roles" role="list">${shown.map(
    (role) => html`<li class="role ${role.side || "owner"}"><span class="motif" aria-hidden="true"></span><div>${open}<a href="${role.page.url}">${role.name}</a>${close}<p>${role.summary}</p></div></li>`,
  )}</ul>`;
}
