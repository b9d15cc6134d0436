// A run whose English forms are made once, when first asked for: many questions are compared with it.
import { lemma, stem } from "../analysis/english.js";
import type { Run } from "../analysis/runs.js";

export class FormedRun implements Pick<Run, "script" | "text"> {
  readonly script: Run["script"];
  readonly text: string;
  #lemma: string | undefined;
  #stem: string | undefined;

  constructor({ script, text }: Pick<Run, "script" | "text">) {
    this.script = script;
    this.text = text;
  }

  get lemma(): string {
    return (this.#lemma ??= lemma(this.text));
  }

  get stem(): string {
    return (this.#stem ??= stem(this.text));
  }
}
