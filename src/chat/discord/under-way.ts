// The questions that are being answered: nobody may have more of them than leaves room for everybody.
import type { DiscordQuestion } from "./question.js";

/** More at once of one person, or in one channel, is a flood: what is above is not answered. */
const MOST_A_PERSON = 10;
const MOST_A_CHANNEL = 100;

export class UnderWay {
  readonly #counts = new Map<string, number>();
  readonly #work = new Set<Promise<void>>();

  /** What `answer` does, which must never reject; null where there is no room: then it is not called. */
  add(
    { person, channel }: Pick<DiscordQuestion, "person" | "channel">,
    answer: () => Promise<void>,
  ): Promise<void> | null {
    const owners = [`person ${person}`, ...(channel === null ? [] : [`channel ${channel.id}`])];
    const [ofPerson = 0, ofChannel = 0] = owners.map((owner) => this.#counts.get(owner) ?? 0);
    if (ofPerson >= MOST_A_PERSON || ofChannel >= MOST_A_CHANNEL) return null;
    for (const owner of owners) this.#count(owner, 1);
    const work = answer().finally(() => {
      this.#work.delete(work);
      for (const owner of owners) this.#count(owner, -1);
    });
    this.#work.add(work);
    return work;
  }

  /** Resolves when what is under way now is done. */
  async done(): Promise<void> {
    await Promise.allSettled(this.#work);
  }

  #count(owner: string, by: number): void {
    const count = (this.#counts.get(owner) ?? 0) + by;
    if (count > 0) this.#counts.set(owner, count);
    else this.#counts.delete(owner);
  }
}
