// Where a blog is, as a person types or pastes it, as the setting that says so.
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";

/** One of them is set; an empty one takes back what `.env` said before. */
export interface BlogSetting extends Readonly<Record<string, string>> {
  readonly POSTS_DIR: string;
  readonly SOURCE: string;
}

const source = (SOURCE: string): BlogSetting => ({ POSTS_DIR: "", SOURCE });
/** Hosts at which `https://HOST/OWNER/NAME` is a repository. */
const FORGES =
  /^https:\/\/(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org|gitee\.com)\/[^/]+\/[^/]+\/?$/;

/** Null: neither an address nor a folder that is there. */
export function blogSetting(typed: string): BlogSetting | null {
  const text = typed.trim().replace(/^(["'])(.*)\1$/s, "$2");
  if (/^(?:git|feed|folder):/.test(text)) return source(text);
  if (/^(?:ssh:\/\/|[\w.-]+@[\w.-]+:)|\.git(?:#.*)?$/.test(text) || FORGES.test(text))
    return source(`git:${text.replace(/\/$/, "")}`);
  if (/^https?:\/\//.test(text)) return source(`feed:${text}`);
  if (text === "") return null;
  const path = resolve(text.replace(/^~(?=$|[/\\])/, () => homedir()));
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? { POSTS_DIR: path, SOURCE: "" } : null;
}
