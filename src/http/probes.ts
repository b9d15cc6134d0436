// For who watches the process: whether it turns, and whether questions are to be led to it.
import type { Route } from "./route.js";

/** `reading`: the posts are not all here yet. `draining`: it is about to end. */
export type Readiness = "reading" | "ready" | "draining";

const says = (text: string, status = 200): Response =>
  new Response(`${text}\n`, { status, headers: { "cache-control": "no-store" } });

/** Well in either case: a process that stands by is not to be started anew. How the chats stand is on the page. */
export const healthRoute = (standsBy: () => boolean): Route => ({
  method: "GET",
  path: "/healthz",
  handle: () => says(standsBy() ? "ok, standing by" : "ok"),
});

/** The store is no part of it: while it is away all processes answer from memory, and none answers better. */
export const readyRoute = (readiness: () => Readiness): Route => ({
  method: "GET",
  path: "/readyz",
  handle: () => (readiness() === "ready" ? says("ok") : says(readiness(), 503)),
});
