// Opens the sources that SOURCE names.
import { parseFeedAddress } from "./feed-address.js";
import { openFolder } from "./folder.js";
import { openGit, parseGitAddress, type GitOptions } from "./git.js";
import { SourceError, type Source } from "./source.js";
import { splitSources } from "./split-sources.js";

const SOURCE = { name: "SOURCE", example: "folder:/home/me/my-blog" };

/** Opens one source, not yet watched. Throws SourceError for a folder that cannot be read. */
export type SourceOpener = (options: SourceOptions) => Promise<Source>;

/** What sources of any kind are opened with. */
export interface SourceOptions extends GitOptions {
  /** See FolderOptions. */
  readonly apart?: string | null;
}

/**
 * Parses SOURCE: one or several of `folder:PATH`, `git:URL#BRANCH:FOLDER`, `feed:URL`, with blanks between.
 * Throws SourceError that says what is wrong with which.
 */
export const parseSources = (text: string): readonly SourceOpener[] => splitSources(text).map(parseSource);

function parseSource(text: string): SourceOpener {
  const cut = text.indexOf(":");
  const [kind, rest] = [text.slice(0, cut), text.slice(cut + 1)];
  if (kind === "folder" && rest !== "")
    return ({ isRoot, apart = null }) => openFolder(rest, { isRoot, apart, setting: SOURCE });
  if (kind === "git") {
    const address = parseGitAddress(rest);
    return (options) => openGit(address, options);
  }
  if (kind === "feed") {
    const { url, authorization } = parseFeedAddress(rest);
    // Loaded with what reads HTML and XML, only where a feed is named.
    return async (options) => {
      const { openFeed, FEED_THREADS } = await import("./feed.js");
      return openFeed(url, { ...options, authorization, threads: FEED_THREADS });
    };
  }
  throw new SourceError(
    `SOURCE must be folder:PATH, git:URL#BRANCH:FOLDER or feed:URL, several of them with blanks between. Example: SOURCE=git:https://github.com/me/blog.git#main`,
  );
}
