// For who watches the process: whether it turns and serves. How the chats stand is on the page.
import type { Route } from "./route.js";

/** Well in either case: a process that stands by is not to be started anew. */
export const healthRoute = (standsBy: () => boolean): Route => ({
  method: "GET",
  path: "/healthz",
  handle: () =>
    new Response(standsBy() ? "ok, standing by\n" : "ok\n", { headers: { "cache-control": "no-store" } }),
});
