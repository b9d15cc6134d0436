// What the owner reads when a command cannot go on.
import { ChatError } from "../chat/chat.js";
import { ConfigError } from "../config.js";
import { FaultySetting } from "../generator/generator.js";
import { ServerError } from "../http/server-error.js";
import { hideSecrets } from "../secrets.js";
import { SourceError } from "../source/source.js";
import { ExportFault } from "../store/export-file.js";
import { StoreError } from "../store/store-error.js";
import { DestinationError } from "../subscription/announce-to.js";
import { CommandFault } from "./fault.js";

const mendable = [
  ChatError,
  CommandFault,
  ConfigError,
  DestinationError,
  ExportFault,
  FaultySetting,
  ServerError,
  SourceError,
  StoreError,
];

/** Faults that the owner can mend say how in one message; anything else shows where it happened. */
export function explain(error: unknown): string {
  if (mendable.some((kind) => error instanceof kind)) return hideSecrets((error as Error).message);
  return hideSecrets(`Unexpected error: ${error instanceof Error ? error.stack : String(error)}`);
}
