// Faults of the platform on demand: the next calls that fit are refused, delayed, or cut.
import type { IncomingMessage, ServerResponse } from "node:http";

export interface Fault {
  /** `POST /channels/1/messages` is matched against this. */
  readonly on: RegExp;
  /** How many calls; endless when left out. */
  readonly times?: number;
  /** `hang`: no answer at all. `cut`: the socket is closed. With `stored` both happen after the work was done. */
  readonly how:
    | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
    | "hang"
    | "cut";
  readonly stored?: boolean;
}

export const rateLimited = (seconds: number, global = false): Fault["how"] => ({
  status: 429,
  body: { message: "You are being rate limited.", retry_after: seconds, global },
  headers: {
    "retry-after": String(Math.ceil(seconds)),
    "x-ratelimit-scope": global ? "global" : "user",
    ...(global && { "x-ratelimit-global": "true" }),
  },
});

export class Faults {
  #wanted: (Fault & { left: number })[] = [];

  add(fault: Fault): void {
    this.#wanted.push({ ...fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#wanted = [];
  }

  take(call: string): Fault | null {
    const fault = this.#wanted.find(({ on, left }) => left > 0 && on.test(call));
    if (!fault) return null;
    fault.left--;
    return fault;
  }
}

export function strike({ how }: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (how === "hang") return;
  if (how === "cut") return void request.socket.destroy();
  response.writeHead(how.status, { "content-type": "application/json", ...how.headers });
  response.end(JSON.stringify(how.body ?? { message: "stand-in fault", code: 0 }));
}
