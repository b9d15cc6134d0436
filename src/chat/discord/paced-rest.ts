// The calls of one piece of work: they end with it, and each but the first waits for a turn of its own.
import type { RequestData, REST, RouteLike } from "@discordjs/rest";
import type { Turn } from "../../delivery/messenger.js";
import { turnsOf } from "../../delivery/turns.js";

type RestCall = (
  route: RouteLike,
  options?: Pick<RequestData, "body" | "files" | "query">,
) => Promise<unknown>;

export type PacedRest = Readonly<Record<"get" | "post" | "patch" | "put" | "delete", RestCall>>;

/** Whoever starts it has waited for the turn of the first call. Its calls throw what discord.js throws. */
export function pacedRest(rest: REST, signal: AbortSignal, turn: Turn | undefined): PacedRest {
  const next = turnsOf(turn);
  const call =
    (method: keyof PacedRest): RestCall =>
    async (route, options) => {
      await next();
      // discord.js hangs a listener on the signal of every call; on one that serves many calls they would pile up.
      return rest[method](route, { ...options, signal: AbortSignal.any([signal]) });
    };
  return {
    get: call("get"),
    post: call("post"),
    patch: call("patch"),
    put: call("put"),
    delete: call("delete"),
  };
}
