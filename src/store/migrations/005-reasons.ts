// Reasons, kept as English sentences until now, become codes with parameters (JSON).
import { type Kysely, type Migration, sql } from "kysely";

type KeptReason = Readonly<Record<string, unknown>>;
/** What a sentence was made by, and what it becomes; the groups of the pattern are its parameters. */
type Sentence = readonly [RegExp, (...groups: string[]) => KeptReason];

const plain = (words: string, code: string): Sentence => [new RegExp(`^${words}$`), () => ({ code })];

const ofNews: readonly Sentence[] = [
  plain("its front matter says so", "author"),
  plain("it has no date", "undated"),
  plain("it is dated too long ago", "dated-long-ago"),
  plain("it was there when Postern began", "there-at-start"),
  plain("the owner decided", "owner"),
  plain("too many at once", "too-many-at-once"),
  plain("taken back", "taken-back"),
  [/^not live: it answers (\d+)$/, (status) => ({ code: "page-answers", status: Number(status) })],
  [/^not live: it leads (?:away )?to (.*)$/s, (where) => ({ code: "page-leads-to", where })],
  plain("not live: it leads in a circle", "page-leads-in-circle"),
  [/^not live: (.*)$/s, (text) => ({ code: "page-unreachable", text })],
  [/^/, () => ({ code: "unknown" })],
];

const answers: readonly Sentence[] = [
  plain("no answer", "no-answer"),
  plain("not an address in (?:Discord|Telegram): .*", "no-address"),
  plain("this channel takes no messages; name a text channel, thread or forum", "no-text-channel"),
  plain("it may not see this forum, or not open posts in it", "may-not-post-in-forum"),
  plain("need administrator rights in the channel chat, with the right to post", "may-not-post-in-channel"),
  plain("the message is no more", "message-lost"),
  plain("the bot was shut out of this place", "shut-out"),
  [
    /^Discord answered (\d+)$/,
    (status) => ({ code: "platform-answers", platform: "Discord", status: Number(status) }),
  ],
  [
    /^Discord cannot be reached: (.*)$/s,
    (text) => ({ code: "platform-unreachable", platform: "Discord", text }),
  ],
  [/^(.*)$/s, (text) => ({ code: "platform-says", text })],
];

const last = (text: string): KeptReason => translated(text, answers);
const ofOutbox: readonly Sentence[] = [
  [
    /^tried for a day; it may have arrived \((.*)\)$/s,
    (text) => ({ code: "tried-for-a-day", perhapsSent: true, last: last(text) }),
  ],
  [/^tried for a day: (.*)$/s, (text) => ({ code: "tried-for-a-day", perhapsSent: false, last: last(text) })],
  [
    /^it may have arrived, and is not sent again \((.*)\)$/s,
    (text) => ({ code: "perhaps-sent", last: last(text) }),
  ],
  [/^its place was closed for over (\d+) days$/, (days) => ({ code: "place-closed", days: Number(days) })],
  plain("the post is no more", "post-unknown"),
  plain("the subscription was ended", "unsubscribed"),
  ...answers,
];

function translated(text: string, sentences: readonly Sentence[]): KeptReason {
  for (const [pattern, code] of sentences) {
    const match = pattern.exec(text);
    if (match) return code(...match.slice(1));
  }
  return { code: "unknown" };
}

async function translate(
  db: Kysely<unknown>,
  [table, column]: readonly [string, string],
  sentences: readonly Sentence[],
): Promise<void> {
  const [from, name] = [sql.table(table), sql.ref(column)];
  const kept = await sql<{ text: string }>`
    select distinct ${name} as text from ${from} where ${name} is not null`.execute(db);
  for (const { text } of kept.rows) {
    const code = JSON.stringify(translated(text, sentences));
    await sql`update ${from} set ${name} = ${code} where ${name} = ${text}`.execute(db);
  }
}

export const reasons: Migration = {
  async up(db) {
    await translate(db, ["news", "reason"], ofNews);
    await translate(db, ["outbox", "error"], ofOutbox);
    await translate(db, ["subscription", "suspended_why"], answers);
  },
};
