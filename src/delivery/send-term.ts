// Whether this process is the one that sends to a platform: it takes the lease, prolongs it, and frees rows of the dead.
import type { OutboxRow } from "../store/outbox.js";
import { sendLease } from "../store/lease.js";
import type { Store } from "../store/store.js";
import { isDead } from "./lease-holder.js";
import { ROW_LEASE_MS } from "./send-deps.js";

/** Another process takes over after this time; it is prolonged three times as often. */
const LEASE_MS = 15_000;
const TEND_MS = 5000;
/** Asked again so soon while another has it: a standby must be there in time. */
const STANDBY_MS = 1000;

export interface SendTermDeps {
  readonly store: Store;
  readonly platform: string;
  /** Who this process is to the others. */
  readonly holder: string;
  readonly now: () => number;
  /** What this process has claimed and not yet written off. */
  readonly claimed: () => Iterable<readonly OutboxRow[]>;
}

/** The time is counted by this process's own clock from before the lease was asked for: it never ends later here than for the others. */
export class SendTerm {
  readonly #deps: SendTermDeps;
  #endsAt = 0;
  #askAt = -Infinity;
  #name = "";

  constructor(deps: SendTermDeps) {
    this.#deps = deps;
  }

  /** By what the rows that are claimed in it are known. */
  get name(): string {
    return this.#name;
  }

  isOn(): boolean {
    return this.#endsAt > performance.now();
  }

  /** Whether this process may send now. Throws StoreError where the store does not answer. */
  async tend(): Promise<boolean> {
    const { store, platform, holder, now, claimed } = this.#deps;
    const time = performance.now();
    if (time < this.#askAt) return this.isOn();
    const lease = { name: sendLease(platform), holder, lasts: LEASE_MS, isDead };
    const { term, from } = await store.takeLease(lease);
    this.#askAt = time + (term === null ? STANDBY_MS : TEND_MS);
    this.#endsAt = term === null ? 0 : time + LEASE_MS;
    if (term === null) return false;
    this.#name = term;
    // This process stood still until another may have taken over.
    if (!this.isOn()) return false;
    // Of its own, it has those in hand whose claim it was told of: the store may have been gone before it said so.
    const done = from !== null && isDead(from) ? [term, from] : [term];
    const mine = [...claimed()].flat().map((row) => row.key);
    await store.outbox.recover(platform, now(), done, ROW_LEASE_MS, mine);
    return true;
  }

  async end(): Promise<void> {
    const { store, platform, holder } = this.#deps;
    await store.dropLease(sendLease(platform), holder);
  }
}
