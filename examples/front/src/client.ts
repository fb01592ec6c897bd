// How the generated client's requests are sent: with a time limit, kept as long as the interface allows, and asked for anew
// by their ETag after that.

import { ContentApi, type ProblemDocument, type Query } from "./api.js";

/** The interface answered that it will not. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    /** The names of the parameters that cannot be used. */
    readonly parameters: readonly string[] = [],
    readonly retryAfter: string | null = null,
  ) {
    super(`${status}: ${detail}`);
  }
}

/** The interface did not answer, or not with what it promises. */
export class Away extends Error {}

interface Kept {
  readonly tag: string | null;
  readonly until: number;
  readonly answer: unknown;
}

const PATIENCE = 10_000; // milliseconds
const MOST_KEPT = 500;

function address(base: string, path: string, query: Query): string {
  const found = new URL(base + path);
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) if (one !== null && one !== undefined) found.searchParams.append(name, String(one));
  }
  return found.href;
}

function seconds(control: string | null): number {
  if (!control || /no-store|no-cache/.test(control)) return 0;
  return Number(/max-age=(\d+)/.exec(control)?.[1] ?? 0);
}

/** Which parameters a problem names. */
function parametersOf(body: object): string[] {
  if (!("errors" in body) || !Array.isArray(body.errors)) return [];
  const errors: readonly unknown[] = body.errors;
  return errors.flatMap((one) =>
    typeof one === "object" && one !== null && "parameter" in one && typeof one.parameter === "string" ? [one.parameter] : [],
  );
}

function isProblem(value: unknown): value is ProblemDocument {
  return typeof value === "object" && value !== null && "detail" in value && typeof value.detail === "string";
}

/** `scheme` is Bearer for a reader's token, and Preview for that of one draft. */
export function clientOf(base: string, token = "", scheme: "Bearer" | "Preview" = "Bearer"): ContentApi {
  const kept = new Map<string, Kept>();

  function keep(url: string, entry: Kept): void {
    kept.delete(url);
    kept.set(url, entry);
    const oldest = kept.keys().next();
    if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  }

  async function ask(path: string, query: Query): Promise<unknown> {
    const url = address(base, path, query);
    const known = kept.get(url);
    if (known && known.until > Date.now()) return known.answer;
    const headers: Record<string, string> = { Accept: "application/json" };
    if (token) headers["Authorization"] = `${scheme} ${token}`;
    if (known?.tag) headers["If-None-Match"] = known.tag;
    let response: Response;
    let body: unknown = null;
    try {
      response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
      if (response.status !== 304) body = await response.json();
    } catch (cause) {
      throw new Away(`${base} does not answer as a content interface does.`, { cause });
    }
    const until = Date.now() + seconds(response.headers.get("Cache-Control")) * 1000;
    if (response.status === 304 && known) {
      keep(url, { ...known, until });
      return known.answer;
    }
    if (!response.ok) {
      if (!isProblem(body)) throw new Away(`${base} answered ${response.status} without saying why.`);
      throw new Problem(response.status, body.detail, parametersOf(body), response.headers.get("Retry-After"));
    }
    if (!/no-store/.test(response.headers.get("Cache-Control") ?? "")) {
      keep(url, { tag: response.headers.get("ETag"), until, answer: body });
    }
    return body;
  }

  return new ContentApi(ask);
}
