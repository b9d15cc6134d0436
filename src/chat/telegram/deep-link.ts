// Deep links, `t.me/BOT?start=…`: what they ask for, made and read.

/** What a link opens: a post by its id, the posts of a tag, or those that fit words. */
export interface DeepLink {
  readonly to: "post" | "tag" | "search";
  readonly value: string;
}

const PREFIXES = { post: "p", tag: "tag", search: "search" } as const;
/** Bot API, "Deep linking": 1–64 of A-Z, a-z, 0-9, _ and -; so words go as base64url, and an id as it is. */
const PARAMETER = /^(p|tag|search)_([A-Za-z0-9_-]+)$/;
const LONGEST = 64;
const POST_ID = /^[a-z0-9]{1,32}$/;

/** The address that opens the bot with this; null where the value is empty or too long for one. */
export function deepLink(bot: string, { to, value }: DeepLink): string | null {
  const parameter = `${PREFIXES[to]}_${to === "post" ? value : Buffer.from(value).toString("base64url")}`;
  return readDeepLink(parameter) ? `https://t.me/${bot}?start=${parameter}` : null;
}

/** What stands behind `/start `; null for what no link of ours says. */
export function readDeepLink(parameter: string): DeepLink | null {
  const [, prefix, written = ""] = (parameter.length <= LONGEST && PARAMETER.exec(parameter)) || [];
  if (prefix === undefined) return null;
  if (prefix === PREFIXES.post) return POST_ID.test(written) ? { to: "post", value: written } : null;
  const value = Buffer.from(written, "base64url").toString();
  // What decodes to something else than it was made of is damaged or made up; a control sign is no word.
  const isOurs = Buffer.from(value).toString("base64url") === written && !/\p{C}/u.test(value);
  return isOurs && value.trim() !== "" ? { to: prefix === PREFIXES.tag ? "tag" : "search", value } : null;
}
