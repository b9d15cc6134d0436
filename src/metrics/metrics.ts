// /metrics for Prometheus, on a port of its own that nothing public leads to. Loaded only where it is asked for.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { startServer, type Server } from "../http/server.js";
import type { Library } from "../library/library.js";
import { answered, leased, refused, sent, served, sharded, stored } from "../measures.js";
import type { Store } from "../store/store.js";

export interface MetricsOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly store: Pick<Store, "outbox" | "now">;
  readonly library: Pick<Library, "visible">;
  readonly onFault: (fault: unknown) => void;
}

/** Seconds: Discord takes an answer for 3 s. */
const ANSWER_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 3, 5];
/** Seconds: a question is given up after 5, in no case after more than 6. */
const STORE_SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 5, 6];

/** Throws ServerError when it cannot listen. */
export async function startMetrics({ host, port, store, library, onFault }: MetricsOptions): Promise<Server> {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  // Gauges under names of counters, of which `promtool check metrics` warns; the same stand there by type.
  for (const what of ["handles", "requests", "resources"])
    registry.removeSingleMetric(`nodejs_active_${what}_total`);
  const answers = new Histogram({
    name: "postern_answer_seconds",
    help: "From a question to its answer on the platform.",
    labelNames: ["chat", "command", "outcome"],
    buckets: ANSWER_SECONDS,
    registers,
  });
  const messages = new Counter({
    name: "postern_sent_total",
    help: "Outcomes of messages of the outbox.",
    labelNames: ["platform", "outcome"],
    registers,
  });
  const errors = new Counter({
    name: "postern_platform_errors_total",
    help: "Errors that a platform answered with, by HTTP status; none where it gave no answer.",
    labelNames: ["platform", "code"],
    registers,
  });
  const statements = new Histogram({
    name: "postern_store_seconds",
    help: "How long the database took for a statement.",
    buckets: STORE_SECONDS,
    registers,
  });
  const leases = new Gauge({
    name: "postern_lease_held",
    help: "1 while this process holds the lease.",
    labelNames: ["name"],
    registers,
  });
  const rows = new Gauge({
    name: "postern_outbox_rows",
    help: "Messages of the outbox by state.",
    labelNames: ["platform", "state"],
    registers,
  });
  const oldest = new Gauge({
    name: "postern_outbox_oldest_seconds",
    help: "For how long the oldest message that is due has been waiting; 0 where none is.",
    registers,
  });
  const posts = new Gauge({
    name: "postern_posts",
    help: "Posts that readers can find.",
    registers,
  });
  const edition = new Gauge({
    name: "postern_edition",
    help: "Which edition of the posts is served; 0 where this process reads them itself.",
    registers,
  });
  const shards = new Gauge({
    name: "postern_discord_shards",
    help: "Shards of Discord's gateway: how many there are, and with how many this process is connected.",
    labelNames: ["state"],
    registers,
  });
  sharded.hear(({ connected, of }) => {
    shards.set({ state: "connected" }, connected);
    shards.set({ state: "all" }, of);
  });
  served.hear(({ edition: n }) => edition.set(n));
  answered.hear(({ seconds, ...labels }) => answers.observe(labels, seconds));
  sent.hear((labels) => messages.inc(labels));
  refused.hear((labels) => errors.inc(labels));
  stored.hear(({ seconds }) => statements.observe(seconds));
  leased.hear(({ name, held }) => leases.set({ name }, held ? 1 : 0));

  /** While the store does not answer, what only it knows is left out. */
  async function look(): Promise<void> {
    posts.set(library.visible().length);
    rows.reset();
    oldest.remove();
    const [states, since] = await Promise.all([
      store.outbox.countByPlatform(),
      store.outbox.oldestDue(store.now()),
    ]);
    for (const { platform, state, rows: count } of states) rows.set({ platform, state }, count);
    oldest.set(since === null ? 0 : Math.max(0, store.now() - since) / 1000);
  }

  const handle = async (): Promise<Response> => {
    await look().catch(() => {});
    return new Response(await registry.metrics(), { headers: { "content-type": registry.contentType } });
  };
  return startServer({
    host,
    port,
    settings: { host: "METRICS_HOST", port: "METRICS_PORT" },
    what: "/metrics",
    routes: [{ method: "GET", path: "/metrics", handle }],
    onFault,
  });
}
