// What is wrong with the files now; each fault is told once, and again only when its reason changes, many of a kind as a number.
import type { Log } from "../log.js";
import type { Problem } from "../generator/generator.js";

/** A problem as one line: where, and what. */
export const describe = (problem: Problem): string =>
  `${problem.source}${problem.line === null ? "" : `:${problem.line}`}: ${problem.message}`;

const NAMED = 4;
/** Problems of one kind that are logged each; what goes beyond them until the next `summarise` is counted. */
const LOGGED = 10;

/**
 * The rest of a sentence about files that begins with the first of them: `have`; `(also b.md and 3 more) have`.
 */
export function several(files: readonly string[], one: string, many: string): string {
  const [, ...others] = files;
  if (others.length === 0) return one;
  const more = others.length - NAMED;
  const named = others.slice(0, NAMED).join(", ");
  return `(also ${named}${more > 0 ? ` and ${more} more` : ""}) ${many}`;
}

export class Complaints {
  readonly #bySubject = new Map<string, readonly Problem[]>();
  readonly #told = new Map<string, ReadonlySet<string>>();
  /** By kind, what was found since the last `summarise`. */
  readonly #found = new Map<string, number>();
  readonly #log: Log | null;

  /** Without a log they are only kept. */
  constructor(log: Log | null) {
    this.#log = log;
  }

  /** Replaces what is wrong with a subject (a path, or a name for something wider). */
  set(subject: string, problems: readonly Problem[]): void {
    const told = this.#told.get(subject);
    const lines = new Map(problems.map((problem) => [describe(problem), problem.kind ?? "file"]));
    for (const [problem, kind] of lines) {
      if (told?.has(problem)) continue;
      const found = (this.#found.get(kind) ?? 0) + 1;
      this.#found.set(kind, found);
      if (found <= LOGGED) this.#log?.warn({ problem }, "A file has a problem");
    }
    if (problems.length === 0) {
      this.#bySubject.delete(subject);
      this.#told.delete(subject);
    } else {
      this.#bySubject.set(subject, problems);
      this.#told.set(subject, new Set(lines.keys()));
    }
  }

  /** To be called when a burst of changes is over: tells how many problems were not logged each. */
  summarise(): void {
    for (const [kind, found] of this.#found)
      if (found > LOGGED)
        this.#log?.warn(
          { kind, more: found - LOGGED },
          "More files have a problem of this kind; `postern doctor` lists them",
        );
    this.#found.clear();
  }

  all(): readonly Problem[] {
    return [...this.#bySubject.values()].flat();
  }
}
