// Everything that can be done with the subscription table.
import type { Kysely } from "kysely";
import type { Schema } from "./schema.js";
import { subscriptions } from "./subscriptions.js";
import { suspensions } from "./suspensions.js";

export const subscriptionTable = (db: Kysely<Schema>) => ({ ...subscriptions(db), ...suspensions(db) });

export type Subscriptions = ReturnType<typeof subscriptionTable>;
