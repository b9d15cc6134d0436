// The only place that sees every room: configuration in, a running bot out.
import { join } from "node:path";
import type { Chat, ChatError } from "./chat/chat.js";
import { discordChat } from "./chat/discord/discord-chat.js";
import { discordPreview } from "./chat/discord/discord-preview.js";
import { pageRoutes } from "./chat/page/page-routes.js";
import { telegramChat } from "./chat/telegram/telegram-chat.js";
import { telegramPreview } from "./chat/telegram/telegram-preview.js";
import { createDispatcher } from "./command/create-dispatcher.js";
import type { Dispatcher } from "./command/dispatcher.js";
import type { Config } from "./config.js";
import { openSite } from "./generator/detect.js";
import { startServer } from "./http/server.js";
import type { Library, PostChange } from "./library/library.js";
import { openMemory } from "./library/memory.js";
import { openLibrary } from "./library/open-library.js";
import type { Logger } from "./log.js";
import type { Memory } from "./reply/action-state.js";
import { createSearchIndex } from "./search/create-search-index.js";
import type { SearchIndex, WritableIndex } from "./search/search-index.js";
import { openFolder } from "./source/folder.js";
import { openStore } from "./store/open-store.js";
import type { Store } from "./store/store.js";

/** What everything starts from. */
export interface Parts {
  readonly config: Config;
  readonly log: Logger;
}

/** The posts, their index, and what answers questions about them. */
export interface Blog {
  readonly library: Library;
  readonly index: SearchIndex;
  readonly dispatcher: Dispatcher;
  /** Resolves when everything known of now is read and can be found. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface Postern {
  /** Where the page is. */
  readonly url: string;
  /** Resolves with the reason when no chat is left that could answer; never otherwise. */
  readonly ended: Promise<ChatError>;
  /** Takes no more questions, finishes what is being answered, leaves everything in order. */
  stop(): Promise<void>;
}

/**
 * Opens the blog; posts go on coming in until `settled()`. `memory` keeps what is too long
 * for a button; `watch` follows changes and remembers posts over restarts.
 */
export async function openBlog(
  { config, log }: Parts,
  { memory, watch }: { readonly memory: Memory; readonly watch: boolean },
): Promise<Blog> {
  const warn = (text: string): void => log.warn(text);
  const library = await openLibrary({
    source: await openFolder(config.postsDir),
    openSite,
    overrides: config.site,
    memory: watch ? openMemory(join(config.dataDir, "library.jsonl"), warn) : null,
    log: { info: (text) => log.info(text), warn },
    watch,
  });
  const index = createSearchIndex();
  let indexed = Promise.resolve();
  library.onChange((changes) => {
    indexed = indexed
      .then(() => follow(index, changes))
      .catch((err: unknown) => log.error({ err }, "Some posts could not be made searchable"));
  });
  const onFault = (fault: unknown, command: string): void =>
    log.error({ err: fault, command }, "A command failed");
  const dispatcher = createDispatcher({ library, index, memory, onFault });
  const settled = async (): Promise<void> => {
    await library.settled();
    await indexed;
  };
  return { library, index, dispatcher, settled, stop: () => library.stop() };
}

async function follow(index: WritableIndex, changes: readonly PostChange[]): Promise<void> {
  await index.remove(changes.flatMap((change) => (change.kind === "removed" ? [change.post.id] : [])));
  await index.put(changes.flatMap((change) => (change.kind === "removed" ? [] : [change])));
}

/** Starts everything. What was started before a fault is stopped again; the fault is thrown. */
export async function startPostern(parts: Parts): Promise<Postern> {
  const { config, log } = parts;
  /** How to undo what was done, first done first; undone in reverse. */
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) {
      await step().catch((err: unknown) => log.error({ err }, "Something did not stop in order"));
    }
  };
  try {
    const store = await openStore({ dataDir: config.dataDir, databaseUrl: null });
    undo.push(() => store.close());
    const blog = await openBlog(parts, { memory: store, watch: true });
    undo.push(() => blog.stop());
    await blog.settled();
    tellWhatWasRead(blog.library, log);
    const server = await servePage(parts, blog);
    undo.push(() => server.stop());
    const chats = await startChats(parts, blog, store);
    undo.push(() => chats.stop());
    return { url: server.url, ended: chats.ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function tellWhatWasRead(library: Library, log: Logger): void {
  const { title, url, generator } = library.site;
  const facts = { posts: library.all().length, visible: library.visible().length, title, url, generator };
  if (facts.posts === 0) log.warn(facts, "There are no posts yet; set POSTS_DIR if they are elsewhere");
  else log.info(facts, "The posts are read");
}

const servePage = ({ config, log }: Parts, { dispatcher, library }: Blog) =>
  startServer({
    ...config.http,
    routes: pageRoutes({
      dispatcher,
      site: () => library.site,
      previews: [discordPreview, telegramPreview],
      connected: { discord: config.discord !== null, telegram: config.telegram !== null },
    }),
    onFault: (err, path) => log.error({ err, path }, "A page could not be served"),
  });

/** Starts the chats that have a token. Throws when each of them is refused; a refused one among others is logged. */
async function startChats({ config, log }: Parts, { dispatcher, library }: Blog, store: Store) {
  let refuse: (why: ChatError) => void = () => {};
  const ended = new Promise<ChatError>((resolve) => (refuse = resolve));
  const running = new Set<Chat>();
  const make = (name: string, create: (onRefused: (why: ChatError) => void) => Chat): Chat => {
    const chat = create((why) => {
      log.error(`${name}: ${why.message}`);
      running.delete(chat);
      if (running.size === 0) refuse(why);
    });
    return chat;
  };
  const { discord, telegram } = config;
  const shared = { dispatcher, log, fallbackLocale: library.site.lang };
  const chats = [
    ...(discord ? [make("Discord", (onRefused) => discordChat({ ...discord, ...shared, onRefused }))] : []),
    ...(telegram
      ? [make("Telegram", (onRefused) => telegramChat({ ...telegram, ...shared, store, onRefused }))]
      : []),
  ];
  const starts = await Promise.allSettled(
    chats.map(async (chat) => {
      await chat.start();
      running.add(chat);
    }),
  );
  const stop = async (): Promise<void> => void (await Promise.all([...running].map((chat) => chat.stop())));
  const faults = starts.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []));
  if (faults.length > 0 && running.size === 0) throw faults[0];
  for (const fault of faults) log.error(fault.message);
  return { ended, stop };
}
