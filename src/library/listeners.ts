// Those who follow a library's changes, told one batch after another.
import type { Log } from "../log.js";
import type { Listener, PostChange } from "./library.js";

export class Listeners {
  readonly #all = new Set<Listener>();
  readonly #log: Log;
  #followed: Promise<unknown> = Promise.resolve();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Gives what takes the listener out again. */
  add(listener: Listener): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  /** Resolves when the batch before has been followed: one batch is on its way while the next is read. */
  async tell(changes: readonly PostChange[]): Promise<void> {
    await this.#followed;
    this.#followed = Promise.all([...this.#all].map((listener) => this.#follow(listener, changes)));
  }

  async #follow(listener: Listener, changes: readonly PostChange[]): Promise<void> {
    try {
      await listener(changes);
    } catch (error) {
      this.#log.warn({ reason: String(error) }, "A change of the posts could not be followed");
    }
  }
}
