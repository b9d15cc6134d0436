// A listener that keeps what a source says, and waits for it.
import type { FileChange, SourceListener } from "../../src/source/source.js";

export interface Heard extends SourceListener {
  readonly changes: FileChange[];
  readonly losses: string[];
  readonly finds: () => number;
}

export function listening(): Heard {
  let finds = 0;
  const changes: FileChange[] = [];
  const losses: string[] = [];
  return {
    changes,
    losses,
    finds: () => finds,
    changed: (more) => void changes.push(...more),
    lost: (why) => void losses.push(why),
    found: () => void finds++,
  };
}

/** Waits until `condition` holds; fails after 10 s with what was waited for. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
