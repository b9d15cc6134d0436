// The notice table: what owners were told of in private, each matter once.
import { chunksOf } from "./chunks-of.js";
import { randomBytes } from "node:crypto";
import type { Kysely, Selectable, Transaction } from "kysely";
import type { Matter } from "../subscription/matter.js";
import type { NoticeTable, Schema } from "./schema.js";

/** What a matter is known by. */
export type MatterKey = Pick<Matter, "kind" | "subject">;
export type Notice = Omit<Selectable<NoticeTable>, "kind"> & MatterKey;

/** At most 25 characters, as the outbox's keys. */
const newKey = (): string => randomBytes(12).toString("base64url");

/** Rows a statement: databases bound how many values one takes. */
const CHUNK = 100;

/** `owner` is a person as OWNER names them, `discord:123`. */
export const noticeTable = (db: Kysely<Schema>) => ({
  /** What this owner was told of, or is being told. */
  async told(owner: string): Promise<readonly Notice[]> {
    const rows = await db.selectFrom("notice").selectAll().where("owner", "=", owner).execute();
    return rows.map((row) => ({ ...row, kind: row.kind as Matter["kind"] }));
  },

  /** Writes down, before it leaves, what one message is to tell; the message's key. */
  async begin(owner: string, matters: readonly MatterKey[], now: number): Promise<string> {
    const message = newKey();
    const row = ({ kind, subject }: MatterKey) => ({
      owner,
      kind,
      subject,
      message,
      state: "sending",
      at: now,
    });
    const rows = matters.map(row);
    await db.transaction().execute(async (tx) => {
      for (const some of chunksOf(rows, CHUNK)) await tx.insertInto("notice").values(some).execute();
    });
    return message;
  },

  async sent(message: string): Promise<void> {
    await db.updateTable("notice").set({ state: "sent" }).where("message", "=", message).execute();
  },

  /** It surely did not arrive: what it was to tell is to be told yet. */
  async undo(message: string): Promise<void> {
    await db.deleteFrom("notice").where("message", "=", message).execute();
  },

  /** What is no matter any more need not be known. */
  async forget(owner: string, matters: readonly MatterKey[]): Promise<void> {
    for (const { kind, subject } of matters)
      await db
        .deleteFrom("notice")
        .where("owner", "=", owner)
        .where("kind", "=", kind)
        .where("subject", "=", subject)
        .execute();
  },

  /** The posts that a message asked about. */
  async heldIn(message: string): Promise<readonly string[]> {
    const rows = await db
      .selectFrom("notice")
      .select("subject")
      .distinct()
      .where("message", "=", message)
      .where("kind", "=", "held" satisfies Matter["kind"])
      .execute();
    return rows.map(({ subject }) => subject);
  },
});

export type Notices = ReturnType<typeof noticeTable>;

/** A post goes by another id now; what was told of it stays known. */
export async function renameNotices(tx: Transaction<Schema>, from: string, to: string): Promise<void> {
  const ofPosts = ["held", "not-live"] satisfies Matter["kind"][];
  await tx.deleteFrom("notice").where("subject", "=", to).where("kind", "in", ofPosts).execute();
  await tx
    .updateTable("notice")
    .set({ subject: to })
    .where("subject", "=", from)
    .where("kind", "in", ofPosts)
    .execute();
}
