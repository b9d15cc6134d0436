// The local page: ask the blog in a browser and see the answer as Discord and Telegram would show it.
import { readFile } from "node:fs/promises";
import { freeTextCommand, type Dispatcher } from "../../command/dispatcher.js";
import type { Formulas } from "../../formula/formulas.js";
import type { Route } from "../../http/route.js";
import { localeFor } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import type { Preview } from "../preview.js";
import { completionsFor } from "./completions.js";
import { pageHtml, type ChatShown } from "./page-html.js";
import type { Shown } from "./protocol.js";
import { whyHtml } from "./why-html.js";

export interface PageOptions {
  readonly dispatcher: Dispatcher;
  /** The blog's title and language as they are now. */
  readonly site: () => { readonly title: string; readonly lang: string | null };
  /** How each chat would show an answer, in a language. */
  readonly previews: (language: string) => readonly Preview[] | Promise<readonly Preview[]>;
  /** The pictures that the previews name. */
  readonly formulas: Formulas;
  /** How each platform stands now. */
  readonly chats: () => readonly ChatShown[];
}

/** Nothing inline, nothing from elsewhere: hostile text in a post cannot become code. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
const FIRST_QUESTION = "/latest";
/** Posts of which it is told why they were found. */
const MOST_FOUND = 5;

export function pageRoutes(options: PageOptions): readonly Route[] {
  const { dispatcher, site, previews, formulas, chats } = options;

  const languageOf = (request: Request): string => {
    const wanted = request.headers.get("accept-language")?.split(/[,;]/)[0]?.trim() ?? null;
    return localeFor(wanted, site().lang).tag;
  };
  const show = async (reply: SealedReply, line: string, language: string): Promise<Shown> => ({
    why: await whyHtml(dispatcher.search(line, { locale: language }, MOST_FOUND), localeFor(language)),
    panes: await Promise.all(
      (await previews(language)).map(async (preview) => ({
        name: preview.name,
        html: await preview.html(reply),
      })),
    ),
  });
  const answer = (line: string, language: string): Promise<SealedReply> =>
    dispatcher.ask(line, { locale: language });

  const page = async (request: Request): Promise<Response> => {
    const language = languageOf(request);
    const asked = queryOf(request).get("ask")?.trim() || FIRST_QUESTION;
    const { panes, why } = await show(await answer(asked, language), asked, language);
    const text = await pageHtml({
      title: site().title,
      locale: localeFor(language),
      asked,
      panes,
      why,
      examples: examplesFrom(dispatcher, language),
      chats: chats(),
    });
    return respond(text, "text/html; charset=utf-8");
  };
  const answered = async (request: Request): Promise<Response> => {
    const language = languageOf(request);
    const query = queryOf(request);
    const state = query.get("state");
    const line = state ? "" : (query.get("ask") ?? "");
    const reply = state ? await dispatcher.press(state, { locale: language }) : await answer(line, language);
    return json(await show(reply, line, language));
  };
  const completed = (request: Request): Response =>
    json(completionsFor(queryOf(request).get("line") ?? "", dispatcher, languageOf(request)));
  const styles = async (): Promise<Response> => {
    const own = await readFile(new URL("./page.css", import.meta.url), "utf8");
    return respond(
      [own, ...(await previews("en")).map((preview) => preview.css)].join("\n"),
      "text/css; charset=utf-8",
    );
  };
  const script = (name: string) => async (): Promise<Response> =>
    respond(
      await readFile(new URL(`./browser/${name}`, import.meta.url), "utf8"),
      "text/javascript; charset=utf-8",
    );
  /** A picture that an answer shows; its address is made of what it shows, so it never changes. */
  const formula = async (request: Request): Promise<Response> => {
    const key = /^\/formula\/([\w-]{22})\.png$/.exec(new URL(request.url).pathname)?.[1];
    const png = key === undefined ? null : await formulas.kept(key);
    if (!png) return new Response("There is nothing here.", { status: 404 });
    return new Response(Buffer.from(png), {
      headers: { "content-type": "image/png", "cache-control": "public, max-age=31536000, immutable" },
    });
  };
  const icon = async (): Promise<Response> =>
    respond(await readFile(new URL("./icon.svg", import.meta.url), "utf8"), "image/svg+xml");

  return [
    { method: "GET", path: "/", handle: page },
    { method: "GET", path: "/answer", handle: answered },
    { method: "GET", path: "/complete", handle: completed },
    { method: "GET", path: "/page.css", handle: styles },
    { method: "GET", path: "/icon.svg", handle: icon },
    { method: "GET", path: "/formula/*", handle: formula },
    ...["page.js", "combobox.js"].map((name): Route => ({
      method: "GET",
      path: `/browser/${name}`,
      handle: script(name),
    })),
  ];
}

/** Questions that this very blog answers well: its newest post, its most used tag. */
function examplesFrom(dispatcher: Dispatcher, language: string): readonly string[] {
  const first = (command: string, option: string) =>
    dispatcher.suggest(command, option, "", { locale: language }).slice(0, 1);
  const { name, option } = freeTextCommand(dispatcher);
  // A post's title without its date.
  const posts = first(name, option).map(({ label }) => `/${name} ${label.replace(/ · [^·]*$/, "")}`);
  const tags = first("tag", "name").map(({ value }) => `/tag ${value}`);
  return ["/latest", ...posts, ...tags, "/categories", "/random", "/help"];
}

const queryOf = (request: Request): URLSearchParams => new URL(request.url).searchParams;

const respond = (body: string, type: string): Response =>
  new Response(body, {
    headers: { "content-type": type, "cache-control": "no-store", "content-security-policy": POLICY },
  });
const json = (value: unknown): Response => respond(JSON.stringify(value), "application/json");
