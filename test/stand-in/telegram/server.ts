// The stand-in Bot API server on loopback: checks every call, stores before it answers, fails when it is told to.
import { setTimeout as pause } from "node:timers/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PATIENCE } from "../../until.js";
import { telegramRefuses } from "../published.js";
import { BadRequest } from "./html.js";
import { ApiError } from "./content.js";
import { perform } from "./methods.js";
import { schemas, type Call } from "./schemas.js";
import { World } from "./world.js";

/**
 * What befalls the next call of a method. `lost`: never carried out; `hangs`: nor ever answered; `cut`, `silent`: carried
 * out, but the answer is lost.
 */
export type Mishap =
  | { readonly code: number; readonly description: string; readonly parameters?: Record<string, number> }
  | "lost"
  | "hangs"
  | "cut"
  | "silent";

export interface Journal {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What was answered. */
  outcome: string;
}

/** A call's parameters from JSON or from a form, whose values are JSON where they are no plain words. */
async function readParams(body: Buffer, type: string): Promise<Record<string, unknown>> {
  if (body.length === 0) return {};
  if (!type.startsWith("multipart/")) return JSON.parse(body.toString("utf8")) as Record<string, unknown>;
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const files = new Map<string, Uint8Array>();
  const params: Record<string, unknown> = {};
  // telegraf names the method in its forms once more; the server does not mind.
  form.delete("method");
  for (const [name, value] of form) {
    if (typeof value === "string") params[name] = NOT_WORDS.test(value) ? JSON.parse(value) : value;
    else files.set(name, new Uint8Array(await value.arrayBuffer()));
  }
  const media = params["media"] as { media?: string } | undefined;
  if (media?.media?.startsWith("attach://"))
    params["media"] = { ...media, media: files.get(media.media.slice("attach://".length)) };
  else for (const [name, file] of files) params[name] = file;
  return params;
}
const NOT_WORDS = /^(?:[{[].*|true|false|-?\d+)$/s;

interface Poller {
  readonly response: ServerResponse;
  readonly limit: number;
  readonly timer: NodeJS.Timeout;
}

export class Server {
  readonly world = new World();
  readonly token = "4200:stand-in-secret";
  /** Every call but getUpdates, oldest first. */
  readonly calls: Journal[] = [];
  /** What the bot did that the real Telegram would refuse or its documentation forbids. */
  readonly breaches: string[] = [];
  polls = 0;
  refuseToken = false;
  /** How long a message takes to be sent, in ms. */
  sendingTakes = 0;
  /** How many are on their way. */
  sending = 0;
  /** Gives updates again that were confirmed, as after a crash of the real server. */
  forgetful = false;
  readonly #mishaps: { method: string; mishap: Mishap }[] = [];
  readonly #watchers = new Set<() => void>();
  #poller: Poller | null = null;
  #instead: { readonly result: unknown } | null = null;
  readonly #http = createServer((request, response) => void this.#handle(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    if (this.#poller) clearTimeout(this.#poller.timer);
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /** Lets `mishap` befall the next `times` calls of `method`. */
  fail(method: string, mishap: Mishap, times = 1): void {
    for (let n = 0; n < times; n++) this.#mishaps.push({ method, mishap });
  }

  /** Takes back all mishaps that have not befallen yet. */
  forgive(): void {
    this.#mishaps.length = 0;
  }

  /** Queues an update, unless the bot did not ask for such. */
  push(kind: string, body: unknown, id = this.world.id()): number {
    const { allowed } = this.world;
    if (allowed && !allowed.includes(kind))
      throw new Error(`the bot asked only for ${allowed.join(", ")}: it would never hear of this ${kind}`);
    this.world.updates.push({ update_id: id, [kind]: body });
    this.#feed();
    return id;
  }

  /** Resolves with the first value of `look` that is not undefined; looks again after every call. */
  until<T>(look: () => T | undefined, what: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = look();
        if (found === undefined && this.breaches.length > 0) fail();
        if (found === undefined) return;
        done();
        resolve(found);
      };
      const fail = (): void => {
        done();
        reject(new Error(`${what()}: ${this.likelyCause()}`));
      };
      const timer = setTimeout(fail, PATIENCE);
      const done = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(check);
      };
      this.#watchers.add(check);
      check();
    });
  }

  likelyCause(): string {
    if (this.breaches.length > 0) return `the bot broke Telegram's rules:\n${this.breaches.join("\n")}`;
    if (this.polls === 0)
      return "the bot never called getUpdates; was it started, and with this server's address?";
    if (this.world.updates.length > 0 && !this.#poller) return "the bot has stopped asking for updates";
    const last = this.calls.slice(-3).map(({ method, outcome }) => `${method} → ${outcome}`);
    return `it polled ${this.polls} times; its last calls: ${last.join("; ") || "none"}`;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [, token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    if (token === undefined) return this.#refuse(response, 404, "Not Found");
    if (token !== this.token || this.refuseToken) return this.#refuse(response, 401, "Unauthorized");
    const params = await readParams(body, request.headers["content-type"] ?? "");
    const entry: Journal = { method, params, outcome: "pending" };
    if (method !== "getUpdates") this.calls.push(entry);
    const at = this.#mishaps.findIndex((one) => one.method === method);
    const mishap = at === -1 ? this.#flood(method, params) : this.#mishaps.splice(at, 1)[0]?.mishap;
    if (mishap === "hangs") {
      entry.outcome = mishap;
      return this.#changed();
    }
    if (mishap === "lost") {
      entry.outcome = "lost";
      response.destroy();
      return this.#changed();
    }
    if (mishap && typeof mishap === "object") {
      entry.outcome = `${mishap.code} ${mishap.description}`;
      this.#refuse(response, mishap.code, mishap.description, mishap.parameters);
      return this.#changed();
    }
    const call = this.#checked(method, params);
    if (this.sendingTakes > 0 && method.startsWith("send")) {
      this.sending += 1;
      await pause(this.sendingTakes);
      this.sending -= 1;
    }
    if (call?.method === "getUpdates") return this.#poll(call.params, response);
    const answer = this.#perform(call);
    entry.outcome = answer.ok ? "ok" : `${answer.error_code} ${answer.description}`;
    if (mishap === "cut") response.destroy();
    else if (mishap !== "silent") this.#answer(response, answer.ok ? 200 : answer.error_code, answer);
    this.#changed();
  }

  #flood(method: string, { chat_id: chat }: Readonly<Record<string, unknown>>): Mishap | null {
    const wait = /^(send|edit)/.test(method) ? this.world.flooded.get(Number(chat)) : undefined;
    if (wait === undefined) return null;
    if (wait === "silent") return "hangs";
    const description = `Too Many Requests: retry after ${wait}`;
    return { code: 429, description, parameters: { retry_after: wait } };
  }

  #checked(method: string, params: unknown): Call | null {
    const schema = schemas[method as keyof typeof schemas];
    if (!schema) {
      this.breaches.push(`${method} is no method this stand-in knows: add it to schemas.ts`);
      return null;
    }
    const { success, error } = schema.safeParse(params);
    if (!success) {
      const first = error.issues[0];
      this.breaches.push(
        `${method}: ${first?.path.join(".")}: ${first?.message} in ${JSON.stringify(params).slice(0, 300)}`,
      );
      return null;
    }
    const refused = telegramRefuses(method, params);
    this.breaches.push(...refused);
    return refused.length > 0 ? null : ({ method, params } as Call);
  }

  #perform(call: Call | null) {
    try {
      if (!call) throw new ApiError(400, "Bad Request: see the breaches of the stand-in");
      const result = perform(call, this.world, (breach) => this.breaches.push(`${call.method}: ${breach}`));
      return { ok: true as const, result };
    } catch (error) {
      if (error instanceof BadRequest) {
        if (/too long|is empty|can't parse|DUPLICATE|RICH_MESSAGE|UTF-8|by URL/.test(error.message))
          this.breaches.push(`${call?.method}: ${error.message}`);
        return { ok: false as const, error_code: 400, description: `Bad Request: ${error.message}` };
      }
      if (!(error instanceof ApiError)) throw error;
      return {
        ok: false as const,
        error_code: error.code,
        description: error.message,
        ...(error.parameters && { parameters: error.parameters }),
      };
    }
  }

  #poll(params: Extract<Call, { method: "getUpdates" }>["params"], response: ServerResponse): void {
    this.polls += 1;
    const { offset = 0, limit = 100, timeout = 0, allowed_updates: allowed } = params;
    if (this.world.webhook)
      return this.#refuse(
        response,
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    if (allowed) this.world.allowed = allowed;
    const { updates } = this.world;
    if (this.forgetful) this.forgetful = false;
    else updates.splice(0, updates.length, ...updates.filter(({ update_id: id }) => id >= offset));
    this.#dismiss();
    const timer = setTimeout(() => this.#release([]), timeout * 1000);
    this.#poller = { response, limit, timer };
    response.on("close", () => this.#poller?.response === response && this.#forget());
    this.#changed();
    this.#feed();
  }

  /** A second poller ends the first one's call. */
  #dismiss(): void {
    const before = this.#poller;
    if (!before) return;
    this.#forget();
    this.#refuse(
      before.response,
      409,
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    );
  }

  #forget(): void {
    if (this.#poller) clearTimeout(this.#poller.timer);
    this.#poller = null;
  }

  /** Answers the next poll by whatever this is. */
  answerPoll(result: unknown): void {
    this.#instead = { result };
    this.#feed();
  }

  #feed(): void {
    if (this.#poller && this.#instead) {
      const { result } = this.#instead;
      this.#instead = null;
      return this.#release(result);
    }
    if (this.#poller && this.world.updates.length > 0)
      this.#release(this.world.updates.slice(0, this.#poller.limit));
  }

  #release(updates: unknown): void {
    const { response } = this.#poller ?? {};
    this.#forget();
    if (response) this.#answer(response, 200, { ok: true, result: updates });
  }

  #refuse(
    response: ServerResponse,
    code: number,
    description: string,
    parameters?: Record<string, number>,
  ): void {
    this.#answer(response, code, {
      ok: false,
      error_code: code,
      description,
      ...(parameters && { parameters }),
    });
  }

  #answer(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
