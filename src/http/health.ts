// For who watches the process: whether it turns and serves. How the chats stand is on the page.
import type { Route } from "./route.js";

export const healthRoute: Route = {
  method: "GET",
  path: "/healthz",
  handle: () => new Response("ok\n", { headers: { "cache-control": "no-store" } }),
};
