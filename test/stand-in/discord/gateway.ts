// The stand-in's gateway: hello, identify, resume, heartbeats, and the ways in which it fails.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { ids, type World } from "./world.js";

interface Packet {
  readonly op: number;
  readonly d: unknown;
}
/** Only this intent is asked for: Guilds. */
const GUILDS = 1;

export class Gateway {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<WebSocket>();
  readonly #history: { readonly s: number; readonly text: string }[] = [];
  #sequence = 0;
  #session = 0;
  #resumable = true;
  /** How often the bot identified, and resumed. */
  identifies = 0;
  resumes = 0;
  /** How often a socket was asked for. */
  attempts = 0;
  /** The code by which the next identify is refused. */
  refuseWith: number | null = null;
  /** Sockets are closed as soon as they open. */
  cutAtOnce = false;

  constructor(
    private readonly world: World,
    private readonly token: string,
    private readonly url: () => string,
  ) {}

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.attempts++;
    if (this.cutAtOnce) return void socket.destroy();
    this.#server.handleUpgrade(request, socket, head, (client) => this.#welcome(client));
  }

  /** Whether somebody listens. */
  get ready(): boolean {
    return this.#sockets.size > 0;
  }

  dispatch(type: string, data: unknown): void {
    const s = ++this.#sequence;
    const text = JSON.stringify({ op: 0, t: type, s, d: data });
    this.#history.push({ s, text });
    for (const socket of this.#sockets) socket.send(text);
  }

  /** Sends what may be no packet at all. */
  frame(content: string | Buffer): void {
    for (const socket of this.#sockets) socket.send(content);
  }

  /** The bot is invited to the server (again). */
  welcome(): void {
    this.dispatch("GUILD_CREATE", this.#guild());
  }

  /** Ends every socket, with a close code or, without one, by cutting it. */
  drop(code?: number): void {
    for (const socket of this.#sockets) {
      if (code === undefined) socket.terminate();
      else socket.close(code);
    }
    this.#sockets.clear();
  }

  /** Tells the bot to reconnect; its session is not taken up again. */
  invalidate(): void {
    this.#resumable = false;
    for (const socket of this.#sockets) socket.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
    this.#sockets.clear();
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    socket.on("error", () => undefined);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text.length > 4096) this.world.breaches.push("a gateway packet over 4096 bytes");
      this.#receive(socket, JSON.parse(text) as Packet);
    });
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null }));
  }

  #receive(socket: WebSocket, { op, d }: Packet): void {
    if (op === 1) socket.send(JSON.stringify({ op: 11, d: null, s: null, t: null }));
    if (op === 2) this.#identify(socket, d as { token: string; intents: number });
    if (op === 6) this.#resume(socket, d as { session_id: string; seq: number });
  }

  #identify(socket: WebSocket, { token, intents }: { token: string; intents: number }): void {
    this.identifies++;
    this.world.sessionsLeft--;
    if (intents !== GUILDS) this.world.breaches.push(`intents ${intents}: only Guilds is needed`);
    if (this.refuseWith !== null || token !== this.token) return socket.close(this.refuseWith ?? 4004);
    this.#resumable = true;
    this.#session++;
    this.#sequence = 0;
    this.#history.length = 0;
    this.#sockets.add(socket);
    this.dispatch("READY", {
      v: 10,
      user: {
        id: ids.bot,
        username: "postern",
        discriminator: "0",
        avatar: null,
        bot: true,
        global_name: null,
      },
      guilds: [{ id: ids.guild, unavailable: true }],
      session_id: `session-${this.#session}`,
      resume_gateway_url: this.url(),
      application: { id: ids.bot, flags: 0 },
    });
    this.dispatch("GUILD_CREATE", this.#guild());
  }

  #resume(socket: WebSocket, { session_id, seq }: { session_id: string; seq: number }): void {
    this.resumes++;
    if (!this.#resumable || session_id !== `session-${this.#session}`)
      return socket.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
    for (const { s, text } of this.#history) if (s > seq) socket.send(text);
    this.#sockets.add(socket);
    this.dispatch("RESUMED", {});
  }

  #guild(): unknown {
    return {
      id: ids.guild,
      name: "Ada's server",
      owner_id: ids.ada,
      unavailable: false,
      member_count: 3,
      joined_at: new Date().toISOString(),
      large: false,
      features: [],
      emojis: [],
      stickers: [],
      system_channel_id: ids.text,
      members: [
        {
          user: { id: ids.bot, username: "postern", discriminator: "0", avatar: null, bot: true },
          roles: [],
          joined_at: new Date().toISOString(),
          deaf: false,
          mute: false,
          flags: 0,
        },
      ],
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      threads: [],
      soundboard_sounds: [],
      roles: [
        { id: ids.guild, name: "@everyone", permissions: this.world.everyone, position: 0, managed: false },
        ...this.world.roles,
      ].map((role) => ({ ...role, color: 0, hoist: false, mentionable: false, flags: 0 })),
      channels: [...this.world.channels.values()]
        .filter(({ type }) => type !== 11 && type !== 1)
        .map((one) => ({ ...one, position: 0, permission_overwrites: [] })),
      preferred_locale: "en-US",
    };
  }
}
