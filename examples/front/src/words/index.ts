import { en } from "./en.js";
import { sv, type Words } from "./sv.js";

export type { Words };

/** The words of a language; English for one that has none here. */
export function wordsOf(locale: string): Words {
  return locale.split("-")[0] === "sv" ? sv : en;
}
