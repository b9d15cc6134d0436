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
