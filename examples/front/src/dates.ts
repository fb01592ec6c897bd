// Days in words, as the site writes them. Days come from the interface as ISO 8601 without a time.

const MONTHS: Readonly<Record<string, readonly string[]>> = {
  sv: "januari februari mars april maj juni juli augusti september oktober november december".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function parsed(iso: string): Day {
  const [year = 0, month = 1, day = 1] = iso.slice(0, 10).split("-").map(Number);
  return { year, month, day };
}

/** "25–26 mars 2026", "30 mars–2 april 2026", "30 december 2026–2 januari 2027"; without the years where not wanted. */
export function dateRange(first: string, last: string | null, locale: string, withYear = true): string {
  const names = MONTHS[locale] ?? MONTHS["en"] ?? [];
  const from = parsed(first);
  const to = parsed(last ?? first);
  const words = (day: Day, month: boolean, year: boolean): string =>
    [String(day.day), month ? names[day.month - 1] : "", year ? String(day.year) : ""].filter(Boolean).join(" ");
  const sameYear = from.year === to.year;
  const sameMonth = sameYear && from.month === to.month;
  const end = words(to, true, withYear);
  if (sameMonth && from.day === to.day) return end;
  return `${words(from, !sameMonth, withYear && !sameYear)}–${end}`;
}

/** Today where the site is, as ISO 8601. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" }).format(now);
}
