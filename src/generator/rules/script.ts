// A site's configuration in JavaScript, in the values that all configurations have here.
import { readModule, type JsModule } from "../../script/read-module.js";
import type { SiteFiles } from "../generator.js";
import { scalars, SyntaxFault } from "./parsers.js";
import { isData, type Data } from "./scalar.js";

export interface SiteScript extends Omit<JsModule, "main"> {
  /** `export default`, `module.exports`; an empty map where there is none that can be read. */
  readonly main: Data;
  /** The same where it is no map. */
  readonly value: unknown;
}

/** A value of a program's; undefined for one that is larger than any configuration. */
export function scriptValue(value: unknown): unknown {
  try {
    return scalars(value);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined;
    throw fault;
  }
}

/** The program at `path`, read and never run; null where it cannot even be parsed. */
export async function readScript(path: string, source: string, files: SiteFiles): Promise<SiteScript | null> {
  const module = await readModule(path, source, files);
  if (module === null) return null;
  const value = scriptValue(module.main);
  return {
    ...module,
    main: isData(value) ? value : {},
    value,
    named: (name) => scriptValue(module.named(name)),
  };
}
