// How SOURCE names a feed.
import { SourceError } from "./source.js";

const example = "Example: SOURCE=feed:https://blog.example.org/feed.xml";

/** Parses what stands after `feed:` in SOURCE. Throws SourceError. */
export function parseFeedAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new SourceError(`SOURCE must name a feed by http or https. ${example}`);
  if (url.username !== "" || url.password !== "")
    throw new SourceError(`SOURCE must hold no name or password. ${example}`);
  return url.href;
}
