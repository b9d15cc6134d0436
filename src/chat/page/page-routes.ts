// The local page: ask the blog in a browser and see the answer as Discord and Telegram would show it.
import { readFile } from "node:fs/promises";
import { freeTextCommand, type Dispatcher } from "../../command/dispatcher.js";
import type { Formulas } from "../../formula/formulas.js";
import type { Route } from "../../http/route.js";
import { localeFor, type Locale } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import type { Preview } from "../preview.js";
import type { BlogPictures } from "./blog-pictures.js";
import { completionsFor } from "./completions.js";
import { pageHtml } from "./page-html.js";
import type { ChatShown } from "./states-html.js";
import type { Completions, Shown } from "./protocol.js";
import { whyHtml } from "./why-html.js";

export interface PageOptions {
  readonly dispatcher: Dispatcher;
  /** The blog's title and language as they are now. */
  readonly site: () => { readonly title: string; readonly lang: string | null };
  /** How each chat would show an answer, in a language. */
  readonly previews: (language: string) => readonly Preview[] | Promise<readonly Preview[]>;
  /** The pictures that the previews name: those of formulas, those of the blog. */
  readonly formulas: Formulas;
  readonly pictures: BlogPictures;
  /** How each platform stands now. */
  readonly chats: () => readonly ChatShown[];
  /** How far the blog is read: files read of those found, `of` 0 while none are known; null when it is. */
  readonly reading: () => { readonly read: number; readonly of: number } | null;
  /** Whether the posts are those that come with Postern. */
  readonly samples: boolean;
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

const readingWords = ({ read, of }: { read: number; of: number }, { say }: Locale): string =>
  of === 0 ? say.pageReadingBegins : say.pageReading(read, of);

export function pageRoutes(options: PageOptions): readonly Route[] {
  const { dispatcher, site, previews, formulas, pictures, chats, reading, samples } = options;

  const languageOf = (request: Request): string => {
    const wanted = request.headers.get("accept-language")?.split(/[,;]/)[0]?.trim() ?? null;
    return localeFor(wanted, site().lang).tag;
  };
  /** The answer to a question, or to a press on one of its buttons. */
  const answer = async ({ ask, press }: PageQuestion, language: string): Promise<Shown> => {
    const asker = { locale: language };
    const reply = await (press === null ? dispatcher.ask(ask, asker) : dispatcher.press(press, asker));
    const found = press === null ? dispatcher.search(ask, asker, MOST_FOUND) : [];
    const far = reading();
    const panes = await Promise.all(
      (await previews(language)).map(async (preview) => ({
        name: preview.name,
        html: await preview.html(reply),
      })),
    );
    for (const { html } of panes) pictures.remember(html);
    return {
      reading: far === null ? "" : readingWords(far, localeFor(language)),
      title: [press === null ? ask : titleOf(reply, ask), site().title].filter(Boolean).join(" · "),
      why: await whyHtml(found, localeFor(language)),
      panes,
    };
  };

  const page = async (request: Request): Promise<Response> => {
    const language = languageOf(request);
    const question = questionOf(request);
    const text = await pageHtml({
      ...(await answer(question, language)),
      blog: site().title,
      locale: localeFor(language),
      asked: question.ask,
      examples: examplesFrom(dispatcher, language),
      chats: chats(),
      samples,
      now: new Date(),
    });
    return respond(text, "text/html; charset=utf-8");
  };
  const answered = async (request: Request): Promise<Response> =>
    json(await answer(questionOf(request), languageOf(request)));
  const completed = (request: Request): Response => {
    const language = languageOf(request);
    const completions = completionsFor(queryOf(request).get("line") ?? "", dispatcher, language);
    const status =
      completions.length === 0 ? "" : localeFor(language).say.pageSuggestions(completions.length);
    return json({ completions, status } satisfies Completions);
  };
  const styles = async (): Promise<Response> => {
    const own = await readFile(new URL("./page.css", import.meta.url), "utf8");
    return respond(
      [own, ...(await previews("en")).map((preview) => preview.css)].join("\n"),
      "text/css; charset=utf-8",
    );
  };
  const script = async (): Promise<Response> =>
    respond(
      await readFile(new URL("./browser/page.js", import.meta.url), "utf8"),
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
    { method: "GET", path: "/picture", handle: (request) => pictures.get(request) },
    { method: "GET", path: "/browser/page.js", handle: script },
  ];
}

/** Questions that this very blog answers well: its newest post, its most used tag. */
function examplesFrom(dispatcher: Dispatcher, language: string): readonly string[] {
  const first = (command: string, option: string) =>
    dispatcher.suggest(command, option, "", { locale: language }).slice(0, 1);
  const { name, option } = freeTextCommand(dispatcher);
  const posts = first(name, option).map(({ label, parts }) => `/${name} ${parts?.asked ?? label}`);
  const tags = first("tag", "name").map(({ value }) => `/tag ${value}`);
  return ["/latest", ...posts, ...tags, "/categories", "/random", "/help"];
}

interface PageQuestion {
  readonly ask: string;
  /** The state of a button of its answer that was pressed. */
  readonly press: string | null;
}

function questionOf(request: Request): PageQuestion {
  const query = queryOf(request);
  return { ask: query.get("ask")?.trim() || FIRST_QUESTION, press: query.get("press") };
}

/** What a button led to. */
const titleOf = ({ card, title, page }: SealedReply, asked: string): string =>
  [card?.title ?? title ?? asked, page && `${page.number} / ${page.count}`].filter(Boolean).join(" · ");

const queryOf = (request: Request): URLSearchParams => new URL(request.url).searchParams;

const respond = (body: string, type: string): Response =>
  new Response(body, {
    headers: { "content-type": type, "cache-control": "no-store", "content-security-policy": POLICY },
  });
const json = (value: unknown): Response => respond(JSON.stringify(value), "application/json");
