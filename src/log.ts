// The logger: lines for people on a terminal, JSON otherwise, always on standard error, never a secret in it.
import { createRequire } from "node:module";
import { type DestinationStream, pino } from "pino";
import type { PinoPretty } from "pino-pretty";
import { hideSecrets } from "./secrets.js";
import { idsUnderWay } from "./under-way.js";

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** What everyone who logs is given. A message is fixed words; what varies stands in the fields. No secret in either. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

export interface LogOptions {
  readonly level: string;
  /** `auto`: as the first line says. `plain`: lines for people without colours, for a file or a service's log. */
  readonly format?: "auto" | "plain" | "json";
  /** Exact values to hide wherever they turn up, at least one character each. */
  readonly secrets: readonly string[];
  /** Standard error unless a test listens. */
  readonly stream?: DestinationStream;
}

export function createLogger({ level, format = "auto", secrets, stream }: LogOptions): Log {
  const isTerminal = process.stderr.isTTY && !stream;
  const inLines = format === "plain" || (format === "auto" && isTerminal);
  const out = stream ?? pino.destination({ dest: 2, sync: true });
  const target = inLines
    ? prettyStream({
        destination: out,
        colorize: format === "auto" && process.stderr.hasColors(),
        translateTime: format === "auto" ? "SYS:HH:MM:ss" : "SYS:yyyy-mm-dd HH:MM:ss",
      })
    : out;
  const hooks = { streamWrite: (line: string) => hideSecrets(line, secrets) };
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, mixin: idsUnderWay, hooks },
    target,
  );
}

/** Its thirty files are loaded only where lines for people are written. */
const prettyStream = (options: PinoPretty.PrettyOptions) =>
  (createRequire(import.meta.url)("pino-pretty") as typeof PinoPretty)(options);
