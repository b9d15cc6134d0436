// A chat's updates get a row each; until now a bot's inbox was one value in `state`.
import { sql, type Kysely, type Migration } from "kysely";

interface OldEntry {
  readonly question?: { readonly id?: unknown };
}

/** What the one value held: ids of updates that came, and entries that wait. What is damaged is lost, as before. */
function read(value: string): { readonly ids: readonly number[]; readonly waiting: readonly OldEntry[] } {
  try {
    const { recent, waiting } = JSON.parse(value) as { recent?: unknown; waiting?: unknown };
    const ids = Array.isArray(recent) ? recent.filter((id): id is number => Number.isSafeInteger(id)) : [];
    return { ids, waiting: Array.isArray(waiting) ? (waiting as OldEntry[]) : [] };
  } catch {
    return { ids: [], waiting: [] };
  }
}

async function carryOver(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string; value: string }>`
    select name, value from state where name like 'telegram.%.inbox'`.execute(db);
  const now = Date.now();
  for (const { name, value } of rows) {
    const bot = Number(name.split(".")[1]);
    const { ids, waiting } = read(value);
    const entries = new Map(
      waiting.flatMap((entry) => {
        const id = entry?.question?.id;
        return Number.isSafeInteger(id) ? [[Number(id), JSON.stringify(entry)] as const] : [];
      }),
    );
    const known = new Set(ids);
    const all = [...[...entries.keys()].filter((id) => !known.has(id)), ...known];
    if (Number.isSafeInteger(bot))
      for (const [n, id] of all.entries())
        await sql`
          insert into inbox (bot, update_id, entry, holder, at)
          values (${bot}, ${id}, ${entries.get(id) ?? null}, '', ${now - all.length + n})
          on conflict do nothing`.execute(db);
  }
  await sql`delete from state where name like 'telegram.%.inbox'`.execute(db);
}

export const inbox: Migration = {
  async up(db) {
    await db.schema
      .createTable("inbox")
      .addColumn("bot", "bigint", (column) => column.notNull())
      .addColumn("update_id", "bigint", (column) => column.notNull())
      .addColumn("entry", "text")
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("inbox_once", ["bot", "update_id"])
      .execute();
    await db.schema.createIndex("inbox_at").on("inbox").columns(["bot", "at"]).execute();
    await carryOver(db);
  },
};
