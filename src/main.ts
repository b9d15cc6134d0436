// Configuration in, a running bot out: every room is opened here, in order, and closed in reverse.
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openBlog, type Blog, type AppContext } from "./blog.js";
import type { ChatError } from "./chat/chat.js";
import { addressings } from "./chat/platform.js";
import { openChats, type Chats } from "./chats.js";
import { blogPictures } from "./chat/page/blog-pictures.js";
import { pageRoutes, type PageOptions } from "./chat/page/page-routes.js";
import { stateWords } from "./chat/page/states-html.js";
import type { Network } from "./net/network.js";
import { networkOf } from "./net/network-of.js";
import { openFormulas, type Formulas } from "./formula/formulas.js";
import { tellWhileReading } from "./library/reading-progress.js";
import { healthRoute, readyRoute, type Readiness } from "./http/probes.js";
import { isLoopback, startServer } from "./http/server.js";
import { ownerDesk } from "./delivery/owner-desk.js";
import { localeFor } from "./locale/locale.js";
import { ownerRoutes } from "./owner/owner-routes.js";
import { keepPrivate } from "./private-state.js";
import { startPush, type PushSettings } from "./push.js";
import type { PostsReader } from "./reader.js";
import type { Route } from "./http/route.js";
import type { ProcessRole } from "./settings.js";
import { readsSamples, theSourcesRoute } from "./sources.js";
import { storeSubscriptionService } from "./store/subscription-service.js";
import { openStore } from "./store/open-store.js";
import type { Store } from "./store/store.js";
import type { StoreError } from "./store/store-error.js";
import { parseDestinations } from "./subscription/announce-to.js";
import { parseOwners } from "./subscription/owners.js";

export interface Postern {
  /** Where the page is. */
  readonly url: string;
  /** How each chat stands. */
  chats(): ReturnType<Chats["states"]>;
  /** Resolves with the reason when no chat is left that could answer; never otherwise. */
  readonly ended: Promise<ChatError>;
  /**
   * Before `stop`: gives back what others wait for (who sends, who answers), says at /readyz that questions are to be led
   * elsewhere, and goes on serving for DRAIN_SECONDS.
   */
  drain(): Promise<void>;
  /** Takes no more questions, finishes what is being answered, leaves everything in order. */
  stop(): Promise<void>;
}

/** Between two lines that tell how far the reading is, in ms. */
const PROGRESS_EVERY = 2_000;

/** Starts everything. What was started before a fault is stopped again; the fault is thrown. */
export async function startPostern(app: AppContext): Promise<Postern> {
  const { config, log } = app;
  const owners = parseOwners(config.owner, addressings(app.platforms));
  const destinations = parseDestinations(config.announce.to, addressings(app.platforms));
  tellWhereStateIs(app);
  const undo: (() => Promise<void>)[] = [];
  const attempt = (step: () => Promise<void>): Promise<void> =>
    step().catch((err: unknown) => log.error({ err }, "Something did not stop in order"));
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await attempt(step);
  };
  try {
    const store = await openStore({ ...config, onFault: (fault) => tellStoreFault(fault, app) });
    undo.push(() => store.close());
    // What was promised and kept for an answer by HTTP goes, also where questions come by another way now.
    store.deferred.forgetOld().catch(() => {});
    await keepPrivate(config.dataDir, log);
    const { roles } = config;
    const may = (role: ProcessRole): boolean => roles?.has(role) ?? true;
    const reader = roles?.has("read") ? await readForAll(app, store) : null;
    if (reader) undo.push(() => reader.stop());
    const saved = async (file: string): Promise<void> => reader?.saved(file);
    const blog = await openBlog(app, {
      memory: store,
      subscriptions: storeSubscriptionService(store, config.subscriptionsPerGroup),
      visits: store.visits,
      now: () => new Date(store.now()),
      ...(owners.length > 0 && { desk: (library) => ownerDesk(store, library, owners) }),
      ...(config.countPopular && { popular: store.popular }),
      lasting: true,
      ...(roles && { shared: { editions: store.editions, saved } }),
    });
    undo.push(() => blog.stop());
    const formulas = formulasFor(app);
    undo.push(() => formulas.stop());
    const chats = await openChats(app, blog, store, formulas, may("answer"));
    let opened: Promise<Network> | undefined;
    const network = (): Promise<Network> => (opened ??= networkOf(config.given));
    // At once: each of them may have to wait for what hangs.
    const servers: (() => Promise<void>)[] = [];
    const leaders: (() => Promise<void>)[] = [];
    const stopAll = async (steps: (() => Promise<void>)[]): Promise<void> =>
      void (await Promise.all(steps.splice(0).map(attempt)));
    undo.push(async () => void (await Promise.all([stopAll(servers), stopAll(leaders)])));
    let readiness: Readiness = "reading";
    const server = await serve(app, {
      blog,
      chats,
      store,
      drawing: { formulas, pictures: blogPictures(network) },
      readiness: () => readiness,
      readerRoutes:
        roles && config.source.webhookSecret !== null ? [theSourcesRoute(() => reader?.routes() ?? [])] : [],
    });
    servers.push(
      () => server.stop(),
      () => chats.stop(),
    );
    leaders.push(() => chats.handOver());
    if (reader) leaders.push(() => reader.stop());
    const metrics = await serveMetrics(app, blog, store);
    if (metrics) servers.push(() => metrics.stop());
    // While it is read the page tells how far it is; a chat would only be told of posts not found.
    app.log.info({ url: server.url }, "Listening");
    await tellWhileReading(blog.library, blog.settled(), PROGRESS_EVERY, (progress) =>
      app.log.info({ ...progress }, "Reading the posts"),
    );
    tellWhatWasRead(blog, app);
    await chats.start();
    const told = { destinations, owners, decides: may("read"), sends: may("deliver") };
    if (told.decides || told.sends) {
      const push = await startPush({ ...pushDeps(app, blog, chats, store, told), network });
      leaders.push(() => push.stop());
    }
    readiness = "ready";
    const drain = async (): Promise<void> => {
      readiness = "draining";
      await Promise.all([stopAll(leaders), pause(config.drain)]);
    };
    return { url: server.url, chats: () => chats.states(), ended: chats.ended, drain, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function tellWhereStateIs({ config: { dataDir, betterDataDir }, log }: AppContext): void {
  if (betterDataDir === null) log.info({ folder: dataDir }, "What must outlive a restart is kept here");
  else
    log.info(
      { folder: dataDir, better: betterDataDir },
      "What must outlive a restart is kept here, as by an earlier version. Hugo fails on such a folder in a blog: to move it, stop Postern and rename it to the better one",
    );
}

function tellStoreFault(fault: StoreError | null, { log }: AppContext): void {
  if (fault === null) log.info({}, "The database can be written again: what waited for it goes on");
  else
    log.error(
      { reason: fault.message },
      "The store fails; until it is mended questions are answered, as far as nothing need be written down, and nothing is announced",
    );
}

function tellWhatWasRead({ library }: Blog, { log }: AppContext): void {
  const { title, url, generator } = library.site;
  const facts = { posts: library.all().length, visible: library.visible().length, title, url, generator };
  if (!library.complete())
    log.info(facts, "Some posts are still to come; they answer as soon as they are here");
  else if (facts.posts === 0)
    log.warn(facts, "There are no posts yet; set POSTS_DIR or SOURCE if they are elsewhere");
  else log.info(facts, "The posts are read");
}

const formulasFor = ({ config, log }: AppContext): Formulas =>
  openFormulas({
    environment: config.environment,
    folder: join(config.dataDir, "formulas"),
    onFault: (err) =>
      log.warn({ err }, "Formulas are shown as source: what draws them is not installed for this machine"),
  });

/** What the server shows and asks. */
interface Served {
  readonly blog: Blog;
  readonly chats: Chats;
  readonly store: Store;
  readonly drawing: Pick<PageOptions, "formulas" | "pictures">;
  readonly readiness: () => Readiness;
  /** Of who reads the posts for all processes, where this one does. */
  readonly readerRoutes: readonly Route[];
}

async function serve(
  { config, platforms, log }: AppContext,
  { blog, chats, store, drawing, readiness, readerRoutes }: Served,
) {
  const { dispatcher, library } = blog;
  const routes = [...blog.routes, ...readerRoutes];
  const locale = localeFor("en");
  const publicHosts = [...config.http.publicHosts, ...chats.hosts];
  const samples = await readsSamples(config);
  return startServer({
    ...config.http,
    publicHosts,
    routes: [
      ...pageRoutes({
        dispatcher,
        site: () => library.site,
        previews: (language) =>
          Promise.all(platforms.map(({ preview }) => preview(config.given, language, drawing.formulas))),
        ...drawing,
        chats: () => chats.states(),
        reading: () => library.progress(),
        samples,
      }),
      ...ownerRoutes({
        owner: {
          store,
          library,
          messengers: chats.messengers,
          addressings: addressings(platforms),
          chats: (spoken) => chats.states().map((chat) => stateWords(chat, spoken)),
          examine: () => blog.examine(),
          counts: config.countPopular,
          locale,
        },
        password: config.ownerPassword,
        // Whoever calls a webhook comes through a proxy, by which others could come too.
        here: isLoopback(config.http.host) && [...publicHosts, ...routes, ...chats.routes].length === 0,
      }),
      ...routes,
      ...chats.routes,
      healthRoute(() => chats.standsBy()),
      readyRoute(readiness),
    ],
    onFault: (err, path) => log.error({ err, path }, "A page could not be served"),
  });
}

/** Loaded only where processes share the work. */
async function readForAll(app: AppContext, store: Store): Promise<PostsReader> {
  const { startReader } = await import("./reader.js");
  return startReader(app, store);
}

/** Null where nobody asks for them, and then nothing of it is loaded. */
async function serveMetrics({ config, log }: AppContext, { library }: Blog, store: Store) {
  const { host, port } = config.metrics;
  if (port === null) return null;
  const { startMetrics } = await import("./metrics/metrics.js");
  const onFault = (err: unknown): void => log.error({ err }, "The metrics could not be served");
  const server = await startMetrics({ host, port, store, library, onFault });
  log.info({ url: `${server.url}/metrics` }, "Metrics are served");
  return server;
}

function pushDeps(
  { config, platforms, log }: AppContext,
  { library }: Blog,
  { messengers }: Chats,
  store: Store,
  told: Pick<PushSettings, "destinations" | "owners" | "decides" | "sends">,
) {
  const { settle, maxAtOnce, maxAge, removeAfter, protected: withProtected, ...rest } = config.announce;
  return {
    store,
    library,
    messengers,
    addressings: addressings(platforms),
    settings: { ...rest, ...told, rules: { settle, maxAtOnce, maxAge, removeAfter, withProtected } },
    log,
  };
}
