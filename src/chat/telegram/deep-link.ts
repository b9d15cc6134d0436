// Deep links, `t.me/BOT?start=…`: what they ask for, made and read.

/** What a link opens, each by the command of that name: a post's card or article by its id, a tag, what fits words. */
export interface DeepLink {
  readonly to: "post" | "read" | "tag" | "search";
  readonly value: string;
}

const PREFIXES = { post: "p", read: "r", tag: "tag", search: "search" } as const;
/** Bot API, "Deep linking": 1–64 of A-Z, a-z, 0-9, _ and -; so words go as base64url, and an id as it is. */
const PARAMETER = /^(p|r|tag|search)_([A-Za-z0-9_-]+)$/;
const LONGEST = 64;
const POST_ID = /^[a-z0-9]{1,32}$/;

/** Whether what it opens is a post, by its id. */
export const namesPost = ({ to }: Pick<DeepLink, "to">): boolean => to === "post" || to === "read";

/** What opens the bot with this, behind `?start=`; null where the value is empty or too long for one. */
export function startParameter({ to, value }: DeepLink): string | null {
  const parameter = `${PREFIXES[to]}_${namesPost({ to }) ? value : Buffer.from(value).toString("base64url")}`;
  return readDeepLink(parameter) && parameter;
}

/** The address that opens the bot with this; null as above. */
export function deepLink(bot: string, link: DeepLink): string | null {
  const parameter = startParameter(link);
  return parameter === null ? null : `https://t.me/${bot}?start=${parameter}`;
}

/** Behind `/start `: to choose a channel that new posts are to come to. */
export const PICK_CHANNEL = "channel";

/** What stands behind `/start `; null for what no link of ours says. */
export function readDeepLink(parameter: string): DeepLink | null {
  const [, prefix, written = ""] = (parameter.length <= LONGEST && PARAMETER.exec(parameter)) || [];
  const to = (["post", "read", "tag", "search"] as const).find((one) => PREFIXES[one] === prefix);
  if (to === undefined) return null;
  if (namesPost({ to })) return POST_ID.test(written) ? { to, value: written } : null;
  const value = Buffer.from(written, "base64url").toString();
  // What decodes to something else than it was made of is damaged or made up; a control sign is no word.
  const isOurs = Buffer.from(value).toString("base64url") === written && !/\p{C}/u.test(value);
  return isOurs && value.trim() !== "" ? { to, value } : null;
}
