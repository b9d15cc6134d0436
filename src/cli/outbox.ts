// `postern outbox`: what is to be sent and what was; tries again what failed, and decides about held posts.
import type { AppContext } from "../blog.js";
import { addressings } from "../chat/platform.js";
import {
  countsInWords,
  decideHeld,
  lineStates,
  retryOutbox,
  viewOutbox,
  type LineState,
  type OutboxLine,
  type OutboxView,
} from "../delivery/outbox-view.js";
import { counted } from "../doctor/finding.js";
import { safeLine } from "../document/safe-text.js";
import type { Store } from "../store/store.js";
import { parseDestination, type Spelling } from "../subscription/announce-to.js";
import { CommandFault } from "./fault.js";
import { inWords, reasonJson } from "./in-words.js";
import { print } from "./output.js";
import { clockName, isoMoment, moment, formatTable } from "./table.js";
import { withStore } from "./with-store.js";

export interface OutboxOptions {
  readonly state?: readonly string[];
  readonly post?: string;
  readonly to?: string;
  readonly limit: string;
  readonly retry?: boolean;
  readonly release?: boolean;
  readonly seen?: boolean;
  readonly json?: boolean;
}

const toPlace: Spelling = { where: "--to", example: "postern outbox --to telegram:@mychannel" };

export async function outbox(app: AppContext, options: OutboxOptions): Promise<void> {
  const { retry, release, seen, json = false } = options;
  const question = {
    states: statesOf(options.state),
    post: options.post ?? null,
    place:
      options.to === undefined
        ? null
        : parseDestination(options.to, toPlace, addressings(app.platforms)).place,
    limit: limitOf(options.limit),
  };
  if (retry || release || seen) {
    if (Number(retry ?? 0) + Number(release ?? 0) + Number(seen ?? 0) > 1)
      throw new CommandFault("--retry, --release and --seen cannot be given together.");
    if (question.states) throw new CommandFault("--state goes with the list only.");
    if (question.place && !retry)
      throw new CommandFault("A held post has no destination yet: leave out --to.");
  }
  await withStore(app, false, async (store) => {
    if (retry) return tryAgain(store, question, json);
    if (release || seen) return decide(store, release ? "waiting" : "seen", question.post, json);
    const view = await viewOutbox(store, question, store.now());
    if (json) for (const line of view.lines) await print(lineJson(line));
    else for (const line of show(view)) await print(line);
  });
}

function statesOf(given: readonly string[] | undefined): readonly LineState[] | null {
  if (given === undefined) return null;
  return given
    .flatMap((text) => text.split(","))
    .map((name) => {
      const state = lineStates.find((one) => one === name);
      if (!state) throw new CommandFault(`--state takes ${lineStates.join(", ")}, not “${name}”.`);
      return state;
    });
}

function limitOf(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new CommandFault(`--limit takes a whole number of 1 or more, not “${text}”.`);
  return Number(text);
}

/** `state` in JSON is the one it has now. */
async function decide(
  store: Store,
  to: "waiting" | "seen",
  post: string | null,
  json: boolean,
): Promise<void> {
  const decided = await decideHeld(store, to, post, store.now());
  if (json) return printAll(decided.map((line) => lineJson(line, { state: to })));
  if (decided.length === 0) return print("No post is held.");
  await printSome(decided.map(nameOf));
  const posts = counted(decided.length, "post");
  await print(
    to === "seen"
      ? `${posts} will not be announced.`
      : `${posts} released; the bot announces what is live within ten seconds, or when it is started next.`,
  );
}

async function tryAgain(
  store: Store,
  question: Parameters<typeof retryOutbox>[1],
  json: boolean,
): Promise<void> {
  const { again, left } = await retryOutbox(store, question, store.now());
  if (json) {
    const now = (line: OutboxLine) => (line.state === "failed" ? "pending" : line.state);
    await printAll(again.map((line) => lineJson(line, { state: now(line), retried: true })));
    return printAll(left.map((line) => lineJson(line, { retried: false })));
  }
  if (again.length + left.length === 0) return print("Nothing failed, and nothing is uncertain.");
  const named = (line: OutboxLine): string => `${nameOf(line)} → ${line.destination ?? "(unsubscribed)"}`;
  await printSome(again.map(named));
  await print(
    `${counted(again.length, "message")} to be tried again; the bot sends within two seconds, or when it is started next.`,
  );
  if (left.length === 0) return;
  await print(`Left alone, for the place unsubscribed or the post was taken back: ${left.length}`);
}

const nameOf = ({ title, postId }: OutboxLine): string => safeLine(title ?? `(post ${postId})`);

/** The first of many, for people. */
async function printSome(lines: readonly string[]): Promise<void> {
  const most = 50;
  await printAll(lines.slice(0, most));
  if (lines.length > most) await print(`… and ${lines.length - most} more`);
}

async function printAll(lines: readonly string[]): Promise<void> {
  for (const line of lines) await print(line);
}

/** Times are ISO 8601 in UTC; `next` and `ended` as in OutboxLine. */
const lineJson = (
  { postId, title, url, destination, kind, state, attempts, next, ended, reason }: OutboxLine,
  more: Readonly<Record<string, string | boolean>> = {},
): string =>
  JSON.stringify({
    post: { id: postId, title, url },
    destination,
    kind,
    state,
    attempts,
    next: isoMoment(next),
    ended: isoMoment(ended),
    reason: reason && reasonJson(reason),
    ...more,
  });

function show({ lines, counts }: OutboxView): readonly string[] {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return ["The outbox holds nothing of that."];
  const rows = lines.map((line) => ({
    cells: [
      line.state,
      line.kind,
      line.state === "held" || line.state === "waiting" ? "–" : String(line.attempts),
      line.next === null ? (line.ended === null ? "–" : moment(line.ended)) : `→ ${moment(line.next)}`,
      line.destination ??
        (line.state === "held" || line.state === "waiting" ? "(subscribers)" : "(unsubscribed)"),
      nameOf(line),
    ],
    note: line.reason && inWords(line.reason),
  }));
  const held = counts.get("held") ?? 0;
  return [
    ...formatTable(["state", "kind", "tries", `when (${clockName()})`, "destination", "post"], rows),
    "",
    `${countsInWords(counts)}.${
      total > lines.length ? ` The ${lines.length} newest are shown; --limit shows more.` : ""
    }`,
    ...(held > 0
      ? [`Held posts wait for you: --release announces them, --seen never does (--post NAME for one).`]
      : []),
    ...(counts.has("suspended")
      ? ["What is suspended is sent when its place is open again (postern subscriptions says why it is not)."]
      : []),
    ...(counts.has("failed") ? ["What failed is tried again by --retry."] : []),
  ];
}
