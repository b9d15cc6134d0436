// The one HTTP server: rooms hand it routes; it keeps limits, time and strangers at bay.
import { once } from "node:events";
import type { Server as NodeServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Route } from "./route.js";
import { ServerError } from "./server-error.js";

export interface ServerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Names, in lower case, under which a proxy that keeps the Host header may ask us while we listen on loopback. */
  readonly publicHosts?: readonly string[];
  readonly routes: readonly Route[];
  /** What is served, and the settings that say where, for messages: the page by HTTP_HOST and HTTP_PORT unless told. */
  readonly what?: string;
  readonly settings?: { readonly host: string; readonly port: string };
  /** Told of a fault inside a route; the visitor only gets a 500. */
  readonly onFault: (fault: unknown, path: string) => void;
}

export interface Server {
  /** `http://127.0.0.1:8787`, with the port really taken. */
  readonly url: string;
  /** Takes no more requests and waits for those being answered, 3 s at most. */
  stop(): Promise<void>;
}

const BODY_LIMIT = 16 * 1024;
/** How long a request may take to arrive, in ms. */
const ARRIVAL = 10_000;
const LAST_WORDS = 3_000;

export async function startServer(options: ServerOptions): Promise<Server> {
  let stopping = false;
  const server = createAdaptorServer({
    fetch: appOf(options, () => stopping).fetch,
    serverOptions: { requestTimeout: ARRIVAL, headersTimeout: ARRIVAL, maxHeaderSize: 16 * 1024 },
  }) as NodeServer;
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    async stop() {
      stopping = true;
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), LAST_WORDS);
      await closed;
      clearTimeout(cut);
    },
  };
}

function appOf({ host, publicHosts = [], routes, onFault }: ServerOptions, stopping: () => boolean): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const asked = hostnameOf(context.req.header("host"));
    if (isLoopback(host) && !isLoopback(asked) && !publicHosts.includes(asked)) {
      // A page elsewhere that lets its own name point to this machine must not read along (DNS rebinding).
      return context.text("This address is not served here.", 421);
    }
    await next();
    // Not by `context.header`, which makes a new response of this one, with a stream for its body.
    const { headers } = context.res;
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    // A connection kept alive would hold up the end.
    if (stopping()) headers.set("connection", "close");
  });
  for (const route of routes) {
    app.on(route.method, route.path, limited(route.bodyLimit ?? BODY_LIMIT), (context) =>
      route.handle(context.req.raw),
    );
  }
  app.notFound((context) => context.text("There is nothing here.", 404));
  app.onError((fault, context) => {
    onFault(fault, context.req.path);
    return context.text("Something went wrong here. It has been noted.", 500);
  });
  return app;
}

/** Refuses a body of more than `most` bytes. */
function limited(most: number): MiddlewareHandler {
  const counted = bodyLimit({
    maxSize: most,
    onError: (context) => context.text("That is too large.", 413),
  });
  return (context, next) => {
    // Not even asked where the length is told and small enough, of which Node reads no more: it makes a stream of the body
    // before it looks at the length, which costs as much as a small answer.
    const isTold = context.req.header("transfer-encoding") === undefined;
    return isTold && Number(context.req.header("content-length") ?? 0) <= most
      ? next()
      : counted(context, next);
  };
}

const OF_PAGE = { host: "HTTP_HOST", port: "HTTP_PORT" };

async function listen(
  server: NodeServer,
  { host, port, what = "The page", settings = OF_PAGE }: ServerOptions,
): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const mend =
      code === "EADDRINUSE"
        ? `port ${port} is taken by another program. Set ${settings.port} to another one, or to 0 for any free one.`
        : code === "EACCES"
          ? `port ${port} is not allowed to this user. Set ${settings.port} to one above 1023, for example 8787.`
          : `${(error as Error).message}. Check ${settings.host} (${host}); 127.0.0.1 always works.`;
    throw new ServerError(`${what} cannot be served: ${mend}`, { cause: error });
  }
}

/** Whether a name or address is of this machine alone. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

const hostnameOf = (header: string | undefined): string =>
  header !== undefined && URL.canParse(`http://${header}`) ? new URL(`http://${header}`).hostname : "";
