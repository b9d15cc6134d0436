// The shards that this process holds: all where it is alone, else its share; more of them once Discord asks for more.
import { DiscordAPIError, type REST } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import type { Client } from "discord.js";
import { z } from "zod";
import { ChatError, type ChatState } from "../chat.js";
import { backOff, wait } from "../../back-off.js";
import { sharded } from "../../measures.js";
import { Outgrown, type ShardName } from "./client.js";
import { identifyPace, type IdentifyPace, type IdentifyTurns } from "./identify-pace.js";
import {
  LONGEST_RETRY,
  openShard,
  tellUnreachable,
  unreachable,
  type Shard,
  type ShardDeps,
} from "./shard.js";
import { COPIES, holders, sharesOf, type Fellow } from "./shard-shares.js";
import { REFUSED } from "./sign-in.js";

/** The processes with this token that know of each other. */
export interface Company {
  readonly me: string;
  /** Says that this process lives, and gives all that do. Throws while the store is away. */
  meet(said: Omit<Fellow, "name">): Promise<readonly Fellow[]>;
  leave(): Promise<void>;
  readonly turn: NonNullable<IdentifyTurns["take"]>;
}

export interface ShardsDeps extends Omit<ShardDeps, "throttle" | "onLost" | "onChange"> {
  readonly rest: REST;
  readonly pace: IdentifyPace;
  readonly company: Company | null;
  /** Told when the first shard of all is connected. */
  readonly onFirst: (client: Client) => void;
  /** Told when others hold all. */
  readonly onStandBy: () => void;
  /** Told when Discord refuses the token. */
  readonly onRefused: (why: ChatError) => void;
}

/** Others take it for gone after ten seconds (store/gateway.ts). */
const MEET_EVERY = 3_000;

const gatewayIn = z.object({
  shards: z.number().int().positive(),
  session_start_limit: z.object({ max_concurrency: z.number().int().positive() }),
});

export class Shards {
  readonly #deps: ShardsDeps;
  readonly #leaving: AbortSignal;
  readonly #throttle: ShardDeps["throttle"];
  readonly #held = new Set<Shard>();
  #of = 0;
  #concurrency = 1;
  #isFirst = true;
  #stoodBy = false;
  #fault: ChatState | null = null;
  #wake = new AbortController();

  constructor(deps: ShardsDeps, leaving: AbortSignal) {
    const { company, pace } = deps;
    this.#deps = deps;
    this.#leaving = leaving;
    const concurrency = (): number => this.#concurrency;
    leaving.addEventListener("abort", () => this.#wake.abort(), { once: true });
    this.#throttle = identifyPace(pace, { concurrency, ...(company && { take: company.turn }) });
  }

  /** Those that are connected. */
  get clients() {
    return [...this.#held].flatMap((shard) => shard.connected() ?? []);
  }

  /** What keeps it from Discord; null where nothing does. */
  fault(): ChatState | null {
    return (
      this.#fault ?? [...this.#held].map((shard) => shard.fault()).find((fault) => fault !== null) ?? null
    );
  }

  /** How many there are, and with how many this process is connected. */
  count(): { readonly connected: number; readonly of: number } {
    return { connected: this.#connected().length, of: this.#of };
  }

  /** Whether others hold all. */
  get standsBy(): boolean {
    return this.#of > 0 && this.#held.size === 0 && this.#deps.company !== null;
  }

  /** Holds them until it is to leave. Throws ChatError. */
  async keep(): Promise<void> {
    await this.#ask();
    while (!this.#leaving.aborted) {
      this.#wake = new AbortController();
      await this.#arrange();
      await wait(this.#deps.company ? MEET_EVERY : Infinity, this.#wake.signal);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#held].map((shard) => this.#drop(shard)));
    await this.#deps.company?.leave();
  }

  #connected(): readonly number[] {
    return [...this.#held].filter((one) => one.of === this.#of && one.connected()).map(({ id }) => id);
  }

  /** How many shards Discord wants. */
  async #ask(): Promise<void> {
    const { rest, retry } = this.#deps;
    for (let tries = 0; !this.#leaving.aborted; tries++) {
      try {
        const gateway = gatewayIn.parse(await rest.get(Routes.gatewayBot(), { signal: this.#leaving }));
        this.#of = gateway.shards;
        this.#concurrency = gateway.session_start_limit.max_concurrency;
        this.#fault = null;
        return;
      } catch (error) {
        if (this.#leaving.aborted) return;
        if (error instanceof DiscordAPIError && error.status === 401) throw new ChatError(REFUSED);
        this.#fault = unreachable(error, this.#deps);
        tellUnreachable(error, tries, this.#deps);
        await wait(backOff(tries, retry, LONGEST_RETRY), this.#leaving);
      }
    }
  }

  /** Opens what is this process's to hold, and closes what is others' once they hear it. */
  async #arrange(): Promise<void> {
    const { company, log, onStandBy } = this.#deps;
    const alone: Fellow = { name: company?.me ?? "", of: this.#of, connected: this.#connected() };
    // While the store does not tell, what is held is held on.
    const fellows = company ? await company.meet(alone).catch(() => null) : [alone];
    if (this.#leaving.aborted || (fellows === null && this.#held.size > 0)) return;
    const all = fellows ?? [alone];
    // Who was told of more shards is right: there are more servers by now.
    this.#of = Math.max(this.#of, ...all.map(({ of }) => of));
    const of = this.#of;
    const mine = sharesOf(alone.name, all, of);
    for (const id of mine)
      if (![...this.#held].some((one) => one.id === id && one.of === of)) this.#open({ id, of });
    const others = all.filter(({ name }) => name !== alone.name);
    const every = Array.from({ length: of }, (_, id) => id);
    for (const shard of this.#held) {
      if (shard.of === of && mine.has(shard.id)) continue;
      const isNeedless =
        shard.of === of
          ? holders(others, of, shard.id) >= COPIES
          : every.every((id) => holders(all, of, id) > 0) || !shard.connected();
      if (isNeedless) void this.#drop(shard);
    }
    sharded.tell(this.count());
    if (this.standsBy && !this.#stoodBy) {
      log.info({ shards: of }, "Discord: other processes hold what there is; standing by");
      onStandBy();
    }
    this.#stoodBy = this.standsBy;
  }

  #open(name: ShardName): void {
    const { log, onFirst, onRefused } = this.#deps;
    let isNew = true;
    const shard = openShard(name, {
      ...this.#deps,
      throttle: this.#throttle,
      onChange: (isConnected, client) => {
        sharded.tell(this.count());
        if (!isConnected || !isNew) return;
        isNew = false;
        const which = name.of > 1 && { shard: name.id, shards: name.of };
        log.info({ bot: client.user?.username, ...which }, "Discord: answering");
        if (this.#isFirst) onFirst(client);
        this.#isFirst = false;
      },
      onLost: (why) => {
        if (why instanceof Outgrown) this.#grow(shard, why).catch(onRefused);
        else onRefused(why);
      },
    });
    this.#held.add(shard);
  }

  async #drop(shard: Shard): Promise<void> {
    this.#held.delete(shard);
    await shard.close();
  }

  /** Discord takes no more so few shards. */
  async #grow(shard: Shard, why: Outgrown): Promise<void> {
    const { log, company } = this.#deps;
    await this.#drop(shard);
    if (shard.of === this.#of) await this.#ask();
    log.warn(
      { reason: why.message, shards: shard.of, wanted: this.#of },
      "Discord: the bot is in more servers than its shards may hear of; connecting with as many as Discord says",
    );
    // The others share its fate; of several processes each goes on until all is heard anew.
    if (!company)
      await Promise.all([...this.#held].filter((one) => one.of < this.#of).map((one) => this.#drop(one)));
    this.#wake.abort();
  }
}
