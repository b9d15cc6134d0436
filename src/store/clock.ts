// The clock of all processes on a store, in ms since 1970: leases and waiting times mean the same on every machine.
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Schema } from "./schema.js";

/** What a statement gave that told the time with it. */
interface Timed {
  readonly ms: string | number;
}

export interface StoreClock {
  /** Asks for it. */
  read(): Promise<number>;
  /** Asks for it by a statement that is sent anyhow, and selects as `ms` what it is given. */
  readWith<Row extends Timed>(ask: (ms: RawBuilder<string | number>) => Promise<Row>): Promise<TimedRow<Row>>;
  /** What it shows now, by what was read last. */
  now(): number;
}

interface TimedRow<Row> {
  readonly row: Row;
  readonly now: number;
}

/** An SQLite file is used by one machine. */
export const machineClock: StoreClock = {
  read: async () => Date.now(),
  async readWith(ask) {
    const row = await ask(sql.lit(0));
    return { row, now: Date.now() };
  },
  now: () => Date.now(),
};

/** An answer that took longer, in ms, tells the time less well than the one before it. */
const SLOW = 1_000;

/** The server's; between two readings this machine counts on, whatever becomes of its own clock. */
export async function serverClock(db: Kysely<Schema>): Promise<StoreClock> {
  const counted = (): number => performance.now();
  let ahead: number | null = null;
  const readWith: StoreClock["readWith"] = async (ask) => {
    const asked = counted();
    const row = await ask(sql<string>`extract(epoch from clock_timestamp()) * 1000`);
    const answered = counted();
    const ms = Number(row.ms);
    if (ahead === null || answered - asked < SLOW) ahead = ms - (asked + answered) / 2;
    return { row, now: Math.floor(ms) };
  };
  const read = async (): Promise<number> =>
    (await readWith((ms) => db.selectNoFrom(ms.as("ms")).executeTakeFirstOrThrow())).now;
  await read();
  return { read, readWith, now: () => Math.floor(counted() + (ahead ?? 0)) };
}
