// A bot for the tests of Telegram: real commands over a handful of posts, a real store, against the stand-in.
import { afterEach, beforeEach } from "vitest";
import { aBody } from "../../fixtures/a-body.js";
import { telegramChat, type TelegramOptions } from "../../../src/chat/telegram/telegram-chat.js";
import type { AnsweringDeps } from "../../../src/command/answering.js";
import { createDispatcher } from "../../../src/command/create-dispatcher.js";
import type { Dispatcher } from "../../../src/command/dispatcher.js";
import { articleOf } from "../../../src/fit/article.js";
import type { LibraryView } from "../../../src/library/library.js";
import type { Log } from "../../../src/log.js";
import type { Post } from "../../../src/post/post.js";
import type { StateStore } from "../../../src/reply/action-state.js";
import type { SearchIndex } from "../../../src/search/search-index.js";
import { openStore } from "../../../src/store/open-store.js";
import type { Store } from "../../../src/store/store.js";
import { sqlite } from "../../store/databases.js";
import { TelegramStandIn } from "../../stand-in/telegram/stand-in.js";

export function post(id: string, title: string, more: Partial<Post> = {}): Post {
  return {
    id: id.padEnd(10, "0"),
    source: `source/_posts/${id}.md`,
    slug: id,
    title,
    date: { instant: Date.UTC(2026, 4, 6), wall: "2026-05-06T08:00:00", offset: "+08:00" },
    updated: null,
    tags: ["slam", "notes"],
    categories: [["Robots", "Mapping"]],
    series: null,
    part: null,
    links: [],
    authors: [],
    url: `https://blog.example/${id}/`,
    lang: null,
    translationKey: null,
    summary: `What ${title} is about.`,
    cover: null,
    reading: null,
    visibility: "public",
    protected: false,
    announcing: { notify: "normal", text: null },
    ...more,
  };
}

export const posts: readonly Post[] = [
  post("useful", "How to do work that gets used"),
  post("lio", "LIO-SAM, line by line"),
  ...Array.from({ length: 20 }, (_, n) =>
    post(`note${n}`, `Note number ${n}`, { id: `note${n}x`.padEnd(10, "0"), tags: [`tag${n}`] }),
  ),
];

/** The texts of posts by their id; the others have none. */
export const bodies = new Map<string, string>();

export const libraryOf = (shelf: readonly Post[]): LibraryView => ({
  site: { title: "Ada's blog", url: "https://blog.example", timezone: null, lang: "en", generator: "plain" },
  visible: () => shelf,
  get: (id) => shelf.find((one) => one.id === id),
  article: async (id) => {
    const body = bodies.get(id);
    const base = shelf.find((one) => one.id === id)?.url ?? null;
    return body === undefined ? null : articleOf(aBody(body, { base }).document);
  },
});

/** The plainest index there can be: these tests are about the chat, not about finding. */
export const indexOf = (shelf: readonly Post[]): SearchIndex => ({
  search: (query, { limit = 10 } = {}) =>
    shelf
      .filter(({ title }) => query.trim() !== "" && title.toLowerCase().includes(query.trim().toLowerCase()))
      .slice(0, limit)
      .map((one) => ({ post: one, score: 1, matches: [] })),
  ready: () => Promise.resolve(),
  where: () => [],
  passages: async (_query, posts) => posts.map(() => null),
  similar: async () => [],
  nearest: (typed, names, limit) => names.filter((name) => name.includes(typed)).slice(0, limit),
});

export const dispatcherOf = (
  store: StateStore,
  shelf: readonly Post[] = posts,
  more: Partial<AnsweringDeps> = {},
): Dispatcher =>
  createDispatcher({
    library: libraryOf(shelf),
    index: indexOf(shelf),
    memory: store,
    onFault: (fault) => {
      throw fault;
    },
    ...more,
  });

export async function newStore(): Promise<Store> {
  return openStore((await sqlite.ready()).options);
}

/** Keeps what was logged, as one text a line. */
export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  return { lines, debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

/** The chat, not yet started. */
export function botFor(telegram: TelegramStandIn, store: Store, more: Partial<TelegramOptions> = {}) {
  const log = keptLog();
  const dispatcher = more.dispatcher ?? dispatcherOf(store);
  const options = { token: telegram.token, apiUrl: telegram.url, dispatcher, store, log, ...more };
  return { ...telegramChat(options), log };
}

/** Gives each test a stand-in and a store, and ends them behind it: `end` ends first what runs over them. */
export function eachOverTelegram(
  begin: (telegram: TelegramStandIn, store: Store) => unknown,
  end: () => unknown,
): void {
  let telegram: TelegramStandIn;
  let store: Store;
  beforeEach(async () => {
    telegram = await TelegramStandIn.start();
    store = await newStore();
    await begin(telegram, store);
  });
  afterEach(async () => {
    await end();
    bodies.clear();
    await store.close();
    await telegram.stop();
  });
}
