// HTML from templates: whatever is put into one is escaped, unless it is HTML already.

export class Html {
  constructor(readonly text: string) {}
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "string") return escape(part);
  if (typeof part === "number") return String(part);
  return part.map(written).join("");
}

/** html`<p>${text}</p>`: nothing, false and null are left out; a list is written one after the other. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, next, place) => text + written(parts[place - 1]) + next));
}

export const nothing = new Html("");

/** HTML that the interface has made: rich text and drawings, which the site has cleaned. Never what a visitor typed. */
export function ready(text: string): Html {
  return new Html(text);
}
