// What the environment says. Whatever cannot be used ends the start with one sentence.

export interface Config {
  /** The content interface, without a slash at its end. */
  readonly api: string;
  /** The scheme and host of the site that has the content: forms, files and feeds stay there. */
  readonly site: string;
  readonly token: string;
  readonly port: number;
  readonly host: string;
}

export class BadConfig extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

export function configFrom(environment: Environment): Config {
  const api = (environment["API_URL"] || "http://localhost:8000/api/innehall/v1").replace(/\/+$/, "");
  if (!URL.canParse(api) || !/^https?:$/.test(new URL(api).protocol)) {
    throw new BadConfig(`API_URL is "${api}" but must be the address of a content interface, such as https://model.example.org/api/innehall/v1`);
  }
  const text = environment["FRONT_PORT"] || "3000";
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65535) throw new BadConfig(`FRONT_PORT is "${text}" but must be a number from 0 to 65535.`);
  return {
    api,
    site: new URL(environment["SITE_URL"] || api).origin,
    token: environment["API_TOKEN"] ?? "",
    port,
    host: environment["FRONT_HOST"] || "127.0.0.1",
  };
}
