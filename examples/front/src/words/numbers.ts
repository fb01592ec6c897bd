const SMALL: Readonly<Record<string, readonly string[]>> = {
  sv: "noll ett två tre fyra fem sex sju åtta nio tio elva tolv".split(" "),
  en: "zero one two three four five six seven eight nine ten eleven twelve".split(" "),
};

/** A number up to twelve in words with a capital, to begin a heading with; a larger one in digits. */
export function numberInWords(number: number, locale: string): string {
  const word = SMALL[locale]?.[number];
  return word ? word.charAt(0).toUpperCase() + word.slice(1) : String(number);
}

/** 1000 as readers of the language write it: "1 000" with a narrow no-break space, "1,000". */
export function grouped(number: number, locale: string): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, locale === "en" ? "," : "\u202f");
}

/** The size of a file: "12,3 kB". */
export function fileSize(bytes: number, locale: string): string {
  if (bytes < 1024) return `${bytes}\u00a0${locale === "sv" ? "byte" : bytes === 1 ? "byte" : "bytes"}`;
  const units: readonly string[] = [locale === "sv" ? "kB" : "KB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length);
  const text = (bytes / 1024 ** power).toFixed(1);
  return `${locale === "sv" ? text.replace(".", ",") : text}\u00a0${units[power - 1] ?? ""}`;
}
