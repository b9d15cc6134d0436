// Everything that can be done with the outbox table, one file for each kind of use.
import type { Kysely } from "kysely";
import { outboxAgain } from "./outbox-again.js";
import { outboxCatchUp } from "./outbox-catch-up.js";
import { outboxClaims } from "./outbox-claims.js";
import { outboxOutcomes } from "./outbox-outcomes.js";
import { outboxReading } from "./outbox-reading.js";
import { outboxSending } from "./outbox-sending.js";
import type { Schema } from "./schema.js";

/** `locks`: whether the database can lock rows apart (PostgreSQL); SQLite writes one after another anyhow. */
export const outboxTable = (db: Kysely<Schema>, locks: boolean) => ({
  ...outboxClaims(db, locks),
  ...outboxSending(db, locks),
  ...outboxOutcomes(db),
  ...outboxReading(db),
  ...outboxAgain(db),
  ...outboxCatchUp(db),
});

export type Outbox = ReturnType<typeof outboxTable>;
