// The logger: pretty on a terminal, JSON otherwise, always on standard error, never a secret in it.
import { type DestinationStream, pino } from "pino";
import pretty from "pino-pretty";
import { hideSecrets } from "./secrets.js";

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
  /** Exact values to hide wherever they turn up, at least one character each. */
  readonly secrets: readonly string[];
  /** Standard error unless a test listens. */
  readonly stream?: DestinationStream;
}

export function createLogger({ level, secrets, stream }: LogOptions): Log {
  const onTerminal = process.stderr.isTTY && !stream;
  const target =
    stream ??
    (onTerminal
      ? pretty({ destination: 2, sync: true, ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" })
      : pino.destination({ dest: 2, sync: true }));
  return pino({ level, base: null, hooks: { streamWrite: (line) => hideSecrets(line, secrets) } }, target);
}
