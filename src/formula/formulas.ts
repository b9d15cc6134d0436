// Formulas as pictures: drawn in a process with limits, kept on disk. The process starts with the first formula.
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import { UNLOADED, type Order } from "./draw.js";
import { NotStarted, openDrawing } from "./drawing.js";
import { openPictureCache, type PictureCache } from "./picture-cache.js";

export interface FormulaPicture {
  /** The same for the same formula: 22 signs of `[A-Za-z0-9_-]`. */
  readonly key: string;
  readonly png: Uint8Array;
}

export interface Formulas {
  /** How long a reader waits for pictures, in ms; what is not drawn by then stays source, and is there the next time. */
  readonly patience: number;
  /**
   * Display formulas without their delimiters as one PNG, below each other (numbered from 1 where that is asked for);
   * null where their source says more, of only one of them too. Never rejects.
   */
  readonly picture: (tex: string | readonly string[], numbered?: boolean) => Promise<FormulaPicture | null>;
  /** One formula as it stands within a line of a page: black on nothing, its middle that of the line. Never rejects. */
  readonly inLine: (tex: string) => Promise<FormulaPicture | null>;
  /** The bytes of a picture that was made before. */
  readonly kept: (key: string) => Promise<Uint8Array | null>;
  readonly stop: () => Promise<void>;
}

export interface FormulaOptions {
  /** Where pictures are kept over a restart. */
  readonly folder: string;
  /** The environment of the bot, of which the process that draws gets what finds fonts; empty unless told. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Told once when no formula can be drawn here at all. */
  readonly onFault?: (error: unknown) => void;
  /** The file of the program that draws; for tests, which run from sources that no process can read. */
  readonly program?: URL;
  /** Milliseconds for a reader (see Formulas), for one formula and for the process to start; bytes of all files together. */
  readonly patience?: number;
  readonly timeout?: number;
  readonly startTimeout?: number;
  readonly bound?: number;
}

/** Part of each key: pictures drawn by other rules are drawn anew. */
const RULES = "2";
/** UTF-16 units, of all formulas of a picture. The longest formula of the blogs we know has 2,785. */
const LONGEST = 3_000;
const PATIENCE = 10_000;
const TIMEOUT = 5_000;
/** Half a second on an idle machine; a busy one gets its time. */
const START_TIMEOUT = 60_000;
const BOUND = 64 * 1024 * 1024;
/** More waiting than this is a flood; what comes on top stays source. */
const MOST_WAITING = 200;
/** How long (ms) a formula that failed is not tried again. */
const FAILED_FOR = 3_600_000;

export function openFormulas(options: FormulaOptions): Formulas {
  const { folder, patience = PATIENCE, bound = BOUND } = options;
  const limits = { formula: options.timeout ?? TIMEOUT, start: options.startTimeout ?? START_TIMEOUT };
  const drawing = openDrawing(
    options.program ?? new URL("./draw-orders.js", import.meta.url),
    options.environment ?? {},
  );
  const turns = new PQueue({ concurrency: 1 });
  const underWay = new Map<string, Promise<Uint8Array | null>>();
  const failed = new LRUCache<string, true>({ max: 2_000, ttl: FAILED_FOR });
  let cache: Promise<PictureCache> | null = null;
  let told = false;
  let stopped = false;

  const opened = (): Promise<PictureCache> => (cache ??= openPictureCache(folder, bound));

  async function drawn(key: string, order: Order): Promise<Uint8Array | null> {
    const kept = await (await opened()).get(key);
    if (kept) return kept;
    if (turns.size >= MOST_WAITING) return null;
    const png = await turns.add(() => attempt(order));
    if (png === "later") return null;
    if (png) await (await opened()).put(key, png);
    else if (!stopped) failed.set(key, true);
    return png;
  }

  /** Later: nothing is known of the formula yet. */
  async function attempt(order: Order, startsLeft = 3): Promise<Uint8Array | "later" | null> {
    if (stopped) return null;
    try {
      return await drawing.draw(order, limits);
    } catch (error) {
      if (error instanceof NotStarted) return "later";
      const why = error instanceof Error ? error.message : "";
      if (startsLeft > 0 && why === UNLOADED) return attempt(order, startsLeft - 1);
      if (IS_MISSING.test(why) && !told) {
        told = true;
        options.onFault?.(error);
      }
      return null;
    }
  }

  async function made(order: Order): Promise<FormulaPicture | null> {
    const { sources } = order;
    const length = sources.reduce((sum, source) => sum + source.length, 0);
    if (stopped || length > LONGEST || sources.every((source) => source.trim() === "")) return null;
    const key = keyOf(order);
    if (failed.has(key)) return null;
    let work = underWay.get(key);
    if (!work) {
      work = drawn(key, order).finally(() => underWay.delete(key));
      underWay.set(key, work);
    }
    const png = await work;
    return png && { key, png };
  }

  return {
    patience,
    picture: async (tex, numbered = false) =>
      made({ sources: typeof tex === "string" ? [tex] : tex, form: numbered ? "numbered" : "cards" }),
    inLine: async (tex) => made({ sources: [tex], form: "line" }),
    kept: async (key) => (await opened()).get(key),
    async stop() {
      stopped = true;
      drawing.end();
      await turns.onIdle();
    },
  };
}

const keyOf = ({ sources, form }: Order): string =>
  createHash("sha256")
    .update(JSON.stringify([RULES, form, ...sources]))
    .digest("base64url")
    .slice(0, 22);

/** The libraries are not installed, or not for this machine. */
const IS_MISSING = /Cannot find (?:package|module|native)|Failed to load native|dlopen/i;
