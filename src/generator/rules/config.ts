// Reading a site's configuration files: YAML, TOML or JSON, told apart by their endings.
import { parseData, SyntaxFault } from "./parsers.js";
import { isData, own, type Data } from "./scalar.js";

/** A configuration that cannot be read; the message goes after "The configuration". */
export class BrokenConfig extends Error {
  override readonly name = "BrokenConfig";
  constructor(
    /** Path from the site's root. */
    readonly file: string,
    /** 1-based, where known. */
    readonly line: number | null,
    fault: string,
  ) {
    super(fault);
  }
}

/** The settings in a file's text. Throws BrokenConfig. */
export function parseConfig(name: string, content: string): Data {
  const language = name.endsWith(".json") ? "json" : name.endsWith(".toml") ? "toml" : "yaml";
  try {
    return parseData(content.replace(/^\ufeff/, ""), language, "last wins");
  } catch (fault) {
    if (fault instanceof SyntaxFault) throw new BrokenConfig(name, fault.line, fault.message);
    throw fault;
  }
}

/** Maps are merged key by key, everything else is replaced. */
export function overlay(under: Data, over: Data): Data {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = own(merged, key);
    merged[key] = isData(before) && isData(value) ? overlay(before, value) : value;
  }
  return merged;
}

/** A folder named by a configuration, without slashes around it; one that leaves the site's root counts as not set. */
export function siteFolder(named: string | null, otherwise: string): string {
  const parts = (named ?? otherwise).split("/").filter((part) => part !== "" && part !== ".");
  return parts.includes("..") ? otherwise : parts.join("/");
}
