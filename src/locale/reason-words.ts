// The shape of a language's words for reasons, and how they are found.
import type { Reason } from "../subscription/reason.js";

type ReasonCode = Reason["code"];
/** `never` for a code without parameters, of which one schema has several. */
type WithParameters<C extends ReasonCode> = Extract<Reason, { readonly code: C }>;
type Say = (reason: Reason) => string;

/** For a code with parameters what they make; `say` words a reason within another. Each is a part of a sentence. */
export type ReasonWords = {
  readonly [C in ReasonCode]: [WithParameters<C>] extends [never]
    ? string
    : (reason: WithParameters<C>, say: Say) => string;
};

export function reasonsBy(words: ReasonWords): Say {
  const say: Say = (reason) => {
    const found = words[reason.code] as string | ((reason: Reason, say: Say) => string);
    return typeof found === "string" ? found : found(reason, say);
  };
  return say;
}
