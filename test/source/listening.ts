// A listener that keeps what a source says, and waits for it.
import type { FileChange, SourceListener } from "../../src/source/source.js";

export interface Heard extends SourceListener {
  readonly changes: FileChange[];
  readonly losses: string[];
  readonly notes: string[];
  readonly finds: () => number;
}

export function listening(): Heard {
  let finds = 0;
  const changes: FileChange[] = [];
  const losses: string[] = [];
  const notes: string[] = [];
  return {
    changes,
    losses,
    notes,
    noted: (what) => void notes.push(what),
    finds: () => finds,
    changed: (more) => void changes.push(...more),
    lost: (why) => void losses.push(why),
    found: () => void finds++,
  };
}
