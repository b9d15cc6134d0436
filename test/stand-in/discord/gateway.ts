// The stand-in's gateway: hello, identify, resume, heartbeats, shards of several sessions, and the ways in which it fails.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { guildOf, readyOf } from "./gateway-events.js";
import { ids, type World } from "./world.js";

interface Packet {
  readonly op: number;
  readonly d: unknown;
}
interface Identify {
  readonly token: string;
  readonly intents: number;
  readonly shard?: readonly [number, number];
}
/** Only this intent is asked for: Guilds. */
const GUILDS = 1;
/** Of a server's id its number begins behind these bits (Gateway, Sharding). */
const SHARD_BITS = 22n;

class Session {
  readonly history: { readonly s: number; readonly text: string }[] = [];
  socket: WebSocket | null = null;
  isResumable = true;
  #sequence = 0;

  constructor(
    readonly id: string,
    readonly shard: number,
    readonly of: number,
  ) {}

  /** Private talks are the first shard's. */
  hears(server: string | null): boolean {
    return this.shard === (server === null ? 0 : Number((BigInt(server) >> SHARD_BITS) % BigInt(this.of)));
  }

  send(type: string, data: unknown): void {
    const s = ++this.#sequence;
    const text = JSON.stringify({ op: 0, t: type, s, d: data });
    this.history.push({ s, text });
    this.socket?.send(text);
  }
}

export class Gateway {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();
  /** Every identify: by `performance.now()`, and for which shard. */
  readonly identified: { readonly at: number; readonly shard: number; readonly of: number }[] = [];
  resumes = 0;
  /** How often a socket was asked for. */
  attempts = 0;
  /** The code by which the next identify is refused. */
  refuseWith: number | null = null;
  /** Sockets are closed as soon as they open. */
  cutAtOnce = false;
  /** How many shards are asked for, and with how few identifies are taken. */
  shards = 1;
  least = 1;
  /** In ms, between two identifies whose shards wait for each other. */
  identifyGap = 0;

  constructor(
    private readonly world: World,
    private readonly token: string,
    private readonly url: () => string,
  ) {}

  /** How often the bot identified. */
  get identifies(): number {
    return this.identified.length;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.attempts++;
    if (this.cutAtOnce) return void socket.destroy();
    this.#server.handleUpgrade(request, socket, head, (client) => this.#welcome(client));
  }

  /** How many are open, heard by the bot or not. */
  get sockets(): number {
    return this.#server.clients.size;
  }

  /** Those that are listening. */
  get listening(): readonly Session[] {
    return [...this.#sessions.values()].filter(({ socket }) => socket !== null);
  }

  /** Whether somebody listens. */
  get ready(): boolean {
    return this.listening.length > 0;
  }

  /** To every session whose shard it is; what is of no server goes to all, but for `server` null, a private talk. */
  dispatch(type: string, data: unknown, server?: string | null): void {
    for (const session of this.#sessions.values())
      if (server === undefined || session.hears(server)) session.send(type, data);
  }

  /** Sends what may be no packet at all. */
  frame(content: string | Buffer): void {
    for (const { socket } of this.listening) socket?.send(content);
  }

  /** The bot is invited to the server (again). */
  welcome(): void {
    this.dispatch("GUILD_CREATE", guildOf(this.world, ids.guild));
  }

  /** Ends every socket, with a close code or, without one, by cutting it. */
  drop(code?: number): void {
    for (const session of this.listening) {
      if (code === undefined) session.socket?.terminate();
      else session.socket?.close(code);
      session.socket = null;
    }
  }

  /** Tells the bot to reconnect; its session is not taken up again. */
  invalidate(): void {
    for (const session of this.listening) {
      session.isResumable = false;
      session.socket?.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
      session.socket = null;
    }
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    socket.on("error", () => undefined);
    socket.on("close", (code) => {
      for (const session of this.#sessions.values()) {
        if (session.socket !== socket) continue;
        session.socket = null;
        // Who leaves with these has no session any more.
        if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
      }
    });
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text.length > 4096) this.world.breaches.push("a gateway packet over 4096 bytes");
      this.#receive(socket, JSON.parse(text) as Packet);
    });
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null }));
  }

  #receive(socket: WebSocket, { op, d }: Packet): void {
    if (op === 1) socket.send(JSON.stringify({ op: 11, d: null, s: null, t: null }));
    if (op === 2) this.#identify(socket, d as Identify);
    if (op === 6) this.#resume(socket, d as { session_id: string; seq: number });
  }

  #identify(socket: WebSocket, { token, intents, shard: [shard, of] = [0, 1] }: Identify): void {
    const at = performance.now();
    const tooEarly = this.identified.some((one) => at - one.at < this.identifyGap);
    this.identified.push({ at, shard, of });
    this.world.sessionsLeft--;
    if (intents !== GUILDS) this.world.breaches.push(`intents ${intents}: only Guilds is needed`);
    if (this.refuseWith !== null || token !== this.token) return socket.close(this.refuseWith ?? 4004);
    if (shard >= of) return socket.close(4010);
    if (of < this.least) return socket.close(4011);
    if (tooEarly) return socket.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
    const session = new Session(`session-${this.identifies}`, shard, of);
    this.#sessions.set(session.id, session);
    session.socket = socket;
    const guilds = this.world.servers.filter((id) => session.hears(id));
    session.send("READY", readyOf(session.id, guilds, this.url()));
    for (const id of guilds) session.send("GUILD_CREATE", guildOf(this.world, id));
  }

  #resume(socket: WebSocket, { session_id, seq }: { session_id: string; seq: number }): void {
    this.resumes++;
    const session = this.#sessions.get(session_id);
    if (!session?.isResumable || session.of < this.least)
      return socket.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
    session.socket = socket;
    for (const { s, text } of session.history) if (s > seq) socket.send(text);
    session.send("RESUMED", {});
  }
}
