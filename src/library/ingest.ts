// Takes files into the library and out of it, batch by batch, and tells what that changed of the posts.
import type { Problem } from "../generator/generator.js";
import { machineZone, postDate } from "../post/date.js";
import type { LazyBody } from "../post/body.js";
import type { Source } from "../source/source.js";
import { createYielder } from "../slices.js";
import type { Complaints } from "./complaints.js";
import type { LibraryEntry } from "./library-entry.js";
import type { PostChange } from "./library.js";
import { LinksAmongPosts } from "./links-among-posts.js";
import type { Memory } from "./memory.js";
import type { FilePost, FileReader, ReadFile, Recall } from "./file-reader.js";
import type { Rules } from "./site-rules.js";
import { mayBePost } from "./reading.js";
import type { PostIdentities } from "./post-identities.js";
import type { Schedule } from "./schedule.js";
import type { CurrentPosts } from "./current-posts.js";

export interface IngestDeps {
  readonly source: Source;
  readonly files: FileReader;
  readonly identities: PostIdentities;
  readonly current: CurrentPosts;
  readonly complaints: Complaints;
  readonly schedule: Schedule;
  readonly memory: Memory | null;
  readonly rules: () => Rules;
  readonly stopped: () => boolean;
  readonly tell: (changes: readonly PostChange[]) => Promise<void>;
  /** Told how many files were just taken in. */
  readonly taken: (files: number) => void;
}

/** Files that left and files that changed; `from` holds former names of these, where the source knows them. */
export type Apply = (
  removed: readonly string[],
  changed: readonly string[],
  from?: ReadonlyMap<string, string>,
) => Promise<void>;

/** Files read at once, and posts handed on in one batch. */
const BATCH = 32;
/** Batches that are read while one is taken in, so that no thread ever waits for us. */
const AHEAD = 4;
/** From so many files on it pays to start threads for small ones too. */
const MANY = 400;

export function createIngest(deps: IngestDeps): Apply {
  const { source, files, identities, current, complaints, schedule, memory, rules } = deps;

  const links = new LinksAmongPosts();

  const tell = async (changes: readonly PostChange[]): Promise<void> => {
    if (changes.length > 0) await deps.tell(changes);
  };

  const recall: Recall = (path) => memory?.find(path, rules().stamp) ?? null;

  /** What the source knows of a file's history, where its author did not say it. */
  const withHistory = (entry: LibraryEntry): LibraryEntry => {
    const at = source.updated?.(entry.path) ?? null;
    if (at === null || entry.post.updated !== null) return entry;
    const updated = postDate(at, rules().reader.site.timezone ?? machineZone());
    return { ...entry, post: { ...entry.post, updated } };
  };

  /** Takes a file out; the ids of posts that this ends are returned, to be shown as removed unless somebody takes them over. */
  const leave = (path: string, touched: Set<string>, orphans: Set<string>): readonly string[] => {
    const heir = identities.withdrawHeir(path);
    for (const duplicate of identities.duplicatesOf(path)) orphans.add(duplicate.path);
    const ids = [identities.get(path), heir].flatMap((entry) => entry?.post.id ?? []);
    identities.leave(path);
    if (heir !== undefined) {
      for (const duplicate of identities.duplicatesOf(heir.path)) orphans.add(duplicate.path);
      orphans.add(heir.path);
    }
    schedule.drop(path);
    memory?.forget(path);
    touched.add(path);
    return ids;
  };

  /** Gives what was read of a post its place among the others. */
  const place = (reading: FilePost, path: string, from: string | undefined): void => {
    const standing = identities.place(withHistory(reading.entry), from);
    complaints.set(
      path,
      standing.kind === "own" ? reading.problems : [...reading.problems, duplicate(path, standing.of)],
    );
    schedule.note(path, reading.entry.post);
    memory?.keep(identities, path, reading.lasting, rules().stamp);
  };

  return async function apply(removed, changed, from = new Map()) {
    const pause = createYielder();
    const orphans = new Set<string>();
    const freed = new Set<string>(removed);
    for (const path of removed) complaints.set(path, []);
    const left = removed.flatMap((path) => leave(path, freed, orphans));

    const many = changed.length >= MANY;
    /** Those that were told of last: somebody may still be following. */
    let told: readonly ReadFile[] = [];
    const begin = (paths: readonly string[]): Promise<readonly ReadFile[]> => files.read(paths, recall, many);
    const takeBatch = async (batch: readonly ReadFile[], next: Set<string>): Promise<void> => {
      const [touched, bodies] = [new Set<string>(), new Map<string, LazyBody>()];
      for (const file of batch) {
        const { path, reading } = file;
        links.note(file);
        await pause();
        const shown = current.get(identities.get(path)?.post.id ?? "") !== undefined;
        if (reading.kind !== "post") complaints.set(path, "problem" in reading ? [reading.problem] : []);
        // What was read of a file before it broke, or while it is being written, goes on answering.
        if ((reading.kind === "broken" || reading.kind === "empty") && shown) continue;
        if (reading.kind !== "post") {
          left.push(...leave(path, touched, next));
          continue;
        }
        place(reading, path, from.get(path));
        for (const other of identities.duplicatesOf(path)) next.add(other.path);
        touched.add(path);
        bodies.set(path, reading.body);
      }
      const changes = current.update(touched, [], (entry) => bodies.get(entry.path) ?? files.bodyOf(entry));
      await tell(changes);
      // What was told before has been followed now.
      const over = changes.length > 0 ? told : batch;
      if (changes.length > 0) told = batch;
      for (const { letGo } of over) letGo?.();
    };
    const inBatches = async (paths: readonly string[], next: Set<string>): Promise<void> => {
      for await (const batch of readAhead(paths, begin, deps.stopped)) {
        await takeBatch(batch, next);
        deps.taken(batch.length);
      }
    };
    await inBatches(links.with(removed, changed), orphans);
    await inBatches([...orphans], new Set());
    // Only now is it known which of the posts that left live on under another name.
    const last = current.update(freed, left, (entry) => files.bodyOf(entry));
    await current.order();
    await tell(last);
    complaints.set("addresses", [...current.problems(), ...identities.problems()]);
    const folders = await source.linkedFolders?.((path) => mayBePost(source, rules().reader, path));
    complaints.set("linked folders", (folders ?? []).map(linkedFolder));
    complaints.summarise();
  };
}

/** What is read of the files, batch by batch, until it is stopped: the next ones are read while one is taken in. */
async function* readAhead<T>(
  paths: readonly string[],
  begin: (paths: readonly string[]) => Promise<T>,
  stopped: () => boolean,
): AsyncGenerator<T> {
  const coming: Promise<T>[] = [];
  let at = 0;
  const beginMore = (): void => {
    for (; coming.length < AHEAD && at < paths.length; at += BATCH) {
      const reading = begin(paths.slice(at, at + BATCH));
      // It may fail before it is waited for.
      reading.catch(() => undefined);
      coming.push(reading);
    }
  };
  for (beginMore(); coming.length > 0;) {
    const batch = await coming.shift();
    if (batch === undefined || stopped()) return;
    beginMore();
    yield batch;
  }
}

const linkedFolder = (source: string): Problem => ({
  source,
  line: null,
  message:
    "is a link to a folder, and such links are not followed: set POSTS_DIR to the real folder, or put its files here.",
  kind: "linked folder",
});

const duplicate = (source: string, of: string): Problem => ({
  source,
  line: null,
  message: `is taken for the same post as ${of} (same title and date, alike in text); only one of them is shown.`,
  kind: "duplicate",
});
