// What happens, told to whoever measures it; nobody listening, it costs nothing. No ids in it: each would be a series.
import { channel } from "node:diagnostics_channel";

interface Measure<T extends object> {
  tell(what: T): void;
  hear(listener: (what: T) => void): void;
}

function measure<T extends object>(name: string): Measure<T> {
  const told = channel(`postern:${name}`);
  return {
    tell: (what) => told.publish(what),
    // Only `tell` of the same name publishes here.
    hear: (listener) => told.subscribe((what) => listener(what as T)),
  };
}

/** A question of a chat is through. `command`: one of ours, or what else it was. */
export const answered = measure<{
  readonly chat: string;
  readonly command: string;
  readonly outcome: "answered" | "failed";
  readonly seconds: number;
}>("answered");

/** A message of the outbox has an outcome, as `Outcome` in delivery/messenger.ts names it. */
export const sent = measure<{ readonly platform: string; readonly outcome: string }>("sent");

/** A platform answered with an error: its HTTP status, or `none` where it gave no answer. */
export const refused = measure<{ readonly platform: string; readonly code: string }>("refused");

/** The database answered a statement, or did not. */
export const stored = measure<{ readonly seconds: number }>("stored");

/** This process holds a lease now, or does not. */
export const leased = measure<{ readonly name: string; readonly held: boolean }>("leased");

/** This process serves an edition of the posts from now on. */
export const served = measure<{ readonly edition: number }>("served");

/** Of a chat's shards so many are connected here. */
export const sharded = measure<{ readonly connected: number; readonly of: number }>("sharded");
