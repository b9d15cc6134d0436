// How SOURCE names a feed.
import { SourceError } from "./source.js";

const example = "Example: SOURCE=feed:https://blog.example.org/feed.xml";

export interface FeedAddress {
  /** Without name and password, which no log may hold. */
  readonly url: string;
  /** The header that these make (RFC 7617), or null. */
  readonly authorization: string | null;
}

/** Parses what stands after `feed:` in SOURCE: `https://NAME:PASSWORD@blog.example.org/feed.xml`. Throws SourceError. */
export function parseFeedAddress(text: string): FeedAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new SourceError(`SOURCE must name a feed by http or https. ${example}`);
  const words = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  [url.username, url.password] = ["", ""];
  const authorization = words === ":" ? null : `Basic ${Buffer.from(words).toString("base64")}`;
  return { url: url.href, authorization };
}

/** As it is where it is no such encoding. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
