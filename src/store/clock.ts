// The clock of all processes on a store, in ms since 1970: leases and waiting times mean the same on every machine.
import { sql, type Kysely } from "kysely";
import type { Schema } from "./schema.js";

export interface StoreClock {
  /** Asks for it. */
  read(): Promise<number>;
  /** What it shows now, by what was read last. */
  now(): number;
}

/** An SQLite file is used by one machine. */
export const machineClock: StoreClock = { read: async () => Date.now(), now: () => Date.now() };

/** An answer that took longer, in ms, tells the time less well than the one before it. */
const SLOW = 1_000;

/** The server's; between two readings this machine counts on, whatever becomes of its own clock. */
export async function serverClock(db: Kysely<Schema>): Promise<StoreClock> {
  const counted = (): number => performance.now();
  const ask = async () => {
    const asked = counted();
    const { rows } = await sql<{
      ms: string;
    }>`select extract(epoch from clock_timestamp()) * 1000 as ms`.execute(db);
    const answered = counted();
    const ms = Number(rows[0]?.ms);
    return { ms, lasted: answered - asked, ahead: ms - (asked + answered) / 2 };
  };
  let { ahead } = await ask();
  return {
    async read() {
      const { ms, lasted, ahead: seen } = await ask();
      if (lasted < SLOW) ahead = seen;
      return Math.floor(ms);
    },
    now: () => Math.floor(counted() + ahead),
  };
}
