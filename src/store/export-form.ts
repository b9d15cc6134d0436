// The published form of an export: JSON lines, a header and then one line for each row. docs/deployment.md tells it.
import { z } from "zod";
import { matterKinds } from "../subscription/matter.js";
import { wishesSchema } from "../subscription/subscription.js";

/** Raise it when a line changes its meaning; a new optional field is no new version. */
export const EXPORT_VERSION = 1;

/** Earlier databases hold fractions here and there. */
const time = z.number().nonnegative().transform(Math.ceil);
const flag = z.literal([0, 1]);
const counted = z.int().nonnegative();
/** Why something is as it is: what the column of a reason holds, as JSON where it is JSON. */
const reason = z.json().nullable();

export const headerSchema = z.object({
  postern: z.literal("export"),
  version: z.literal(EXPORT_VERSION),
  /** ISO 8601. */
  at: z.string(),
});

/** Names and meanings of the fields are those of the tables (schema.ts). Times are milliseconds since 1970. */
export const lineSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("fact"), name: z.literal("news.seeded"), value: z.string() }),
  z.object({
    type: z.literal("subscription"),
    id: z.string().regex(/^[a-z0-9]{1,32}$/),
    platform: z.string().min(1),
    address: z.string().min(1),
    origin: z.enum(["chat", "config"]),
    wishes: wishesSchema,
    locale: z.string().nullable(),
    created_at: time,
    suspended_at: time.nullable(),
    suspended_why: reason,
    check_at: time.nullable(),
  }),
  z.object({
    type: z.literal("post"),
    post_id: z.string().min(1),
    state: z.enum(["seen", "held", "waiting", "told"]),
    reason,
    digest: z.string(),
    title: z.string(),
    url: z.string().nullable(),
    source: z.string(),
    seen_at: time,
    live_at: time.nullable(),
    told_at: time.nullable(),
    gone_at: time.nullable(),
    checks: counted,
    check_at: time.nullable(),
    perhaps_since: time.nullable().default(null),
  }),
  z.object({
    type: z.literal("message"),
    key: z.string().min(1).max(25),
    post_id: z.string().min(1),
    subscription_id: z.string().min(1),
    platform: z.string().min(1),
    kind: z.enum(["post", "edit", "remove"]),
    state: z.enum(["pending", "claimed", "sending", "done", "failed", "uncertain", "suspended"]),
    silent: flag,
    gather: flag,
    bundle: z.string().nullable(),
    attempts: counted,
    resent: counted,
    plain: flag,
    created_at: time,
    next_at: time,
    started_at: time.nullable(),
    perhaps_since: time.nullable().default(null),
    done_at: time.nullable(),
    message: z.string().nullable(),
    error: reason,
  }),
  z.object({ type: z.literal("button"), key: z.string().min(1), text: z.string(), used_at: time }),
  z.object({
    type: z.literal("notice"),
    owner: z.string().min(1),
    kind: z.enum(matterKinds),
    subject: z.string().min(1),
    message: z.string().min(1).max(25),
    state: z.enum(["sending", "sent"]),
    at: time,
  }),
  z.object({ type: z.literal("asked"), post_id: z.string().min(1), asked: counted }),
]);

export type ExportLine = z.infer<typeof lineSchema>;
export type LineOf<T extends ExportLine["type"]> = Extract<ExportLine, { type: T }>;

/** A reason as a line holds it, from its column, and back. */
export function reasonFrom(column: string | null): LineOf<"post">["reason"] {
  try {
    return column === null ? null : reason.parse(JSON.parse(column));
  } catch {
    return column;
  }
}
export const reasonColumn = (given: LineOf<"post">["reason"]): string | null =>
  given === null || typeof given === "string" ? given : JSON.stringify(given);
