// Configuration in, a running bot out: every room is opened here, in order, and closed in reverse.
import { join } from "node:path";
import { addressings, openBlog, type Blog, type Parts } from "./blog.js";
import type { ChatError } from "./chat/chat.js";
import { openChats, type Chats } from "./chats.js";
import { pageRoutes } from "./chat/page/page-routes.js";
import { openFormulas, type Formulas } from "./formula/formulas.js";
import { startServer } from "./http/server.js";
import { startPush } from "./push.js";
import { storeSubscriptionService } from "./store/subscription-service.js";
import { openStore } from "./store/open-store.js";
import type { Store } from "./store/store.js";
import { parseDestinations } from "./subscription/announce-to.js";

export interface Postern {
  /** Where the page is. */
  readonly url: string;
  /** Resolves with the reason when no chat is left that could answer; never otherwise. */
  readonly ended: Promise<ChatError>;
  /** Takes no more questions, finishes what is being answered, leaves everything in order. */
  stop(): Promise<void>;
}

/** Starts everything. What was started before a fault is stopped again; the fault is thrown. */
export async function startPostern(parts: Parts): Promise<Postern> {
  const { config, log } = parts;
  const destinations = parseDestinations(config.announce.to, addressings(parts));
  tellWhereStateIs(parts);
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) {
      await step().catch((err: unknown) => log.error({ err }, "Something did not stop in order"));
    }
  };
  try {
    const store = await openStore(config);
    undo.push(() => store.close());
    const blog = await openBlog(parts, {
      memory: store,
      subscriptions: storeSubscriptionService(store),
      ...(config.countPopular && { popular: store.popular }),
      lasting: true,
    });
    undo.push(() => blog.stop());
    await blog.settled();
    tellWhatWasRead(blog, parts);
    const formulas = formulasFor(parts);
    undo.push(() => formulas.stop());
    const chats = await openChats(parts, blog, store, formulas);
    const server = await serve(parts, blog, chats, formulas);
    undo.push(() => server.stop());
    undo.push(() => chats.stop());
    await chats.start();
    const push = await startPush(pushParts(parts, blog, chats, store, destinations));
    undo.push(() => push.stop());
    return { url: server.url, ended: chats.ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function tellWhereStateIs({ config: { dataDir, betterDataDir }, log }: Parts): void {
  if (betterDataDir === null) log.info(`What must outlive a restart is kept in ${dataDir}`);
  else
    log.info(
      `What must outlive a restart is kept in ${dataDir}, as by an earlier version. Hugo fails on such a folder in a blog: to move it, stop Postern and rename it to ${betterDataDir}`,
    );
}

function tellWhatWasRead({ library }: Blog, { log }: Parts): void {
  const { title, url, generator } = library.site;
  const facts = { posts: library.all().length, visible: library.visible().length, title, url, generator };
  if (!library.complete())
    log.info(facts, "Some posts are still to come; they answer as soon as they are here");
  else if (facts.posts === 0)
    log.warn(facts, "There are no posts yet; set POSTS_DIR or SOURCE if they are elsewhere");
  else log.info(facts, "The posts are read");
}

const formulasFor = ({ config, log }: Parts): Formulas =>
  openFormulas({
    environment: config.environment,
    folder: join(config.dataDir, "formulas"),
    onFault: (err) =>
      log.warn({ err }, "Formulas are shown as source: what draws them is not installed for this machine"),
  });

const serve = (
  { config, platforms, log }: Parts,
  { dispatcher, library, routes }: Blog,
  chats: Chats,
  formulas: Formulas,
) =>
  startServer({
    ...config.http,
    publicHosts: [...config.http.publicHosts, ...chats.hosts],
    routes: [
      ...pageRoutes({
        dispatcher,
        site: () => library.site,
        previews: (language) =>
          Promise.all(platforms.map(({ preview }) => preview(config.given, language, formulas))),
        formulas,
        chats: () => chats.states(),
      }),
      ...routes,
      ...chats.routes,
    ],
    onFault: (err, path) => log.error({ err, path }, "A page could not be served"),
  });

function pushParts(
  { config, log }: Parts,
  { library }: Blog,
  { messengers }: Chats,
  store: Store,
  destinations: ReturnType<typeof parseDestinations>,
) {
  const { settle, maxAtOnce, maxAge, removeAfter, ...rest } = config.announce;
  return {
    store,
    library,
    messengers,
    settings: { ...rest, destinations, rules: { settle, maxAtOnce, maxAge, removeAfter } },
    log: { info: (text: string) => log.info(text), warn: (text: string) => log.warn(text) },
  };
}
