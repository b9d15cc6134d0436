// The one way to a list: lines of any items, cut into pages whose buttons ask the same command again.
import type { Post } from "../post/post.js";
import type { Action, Button, ListItem, Reply } from "./reply.js";

/** Lines of a page of posts, and of a page of short names such as tags. */
export const POSTS_PER_PAGE = 8;
export const NAMES_PER_PAGE = 25;

/** A command and its arguments, without a page. */
export type Request = Pick<Action, "command" | "args">;

export interface ListReplyOptions<T> {
  readonly title: string;
  readonly items: readonly T[];
  readonly line: (item: T) => ListItem<Action>;
  /** Absent: all lines on one page. */
  readonly pages?: {
    readonly size: number;
    /** From 1; past the end gives the last, since posts may have gone since the button was made. */
    readonly wanted: number;
    /** What the buttons of other pages ask again. */
    readonly request: Request;
  };
  /** The posts that the lines shown are about; none by default. */
  readonly posts?: (shown: readonly T[]) => readonly Post[];
  readonly buttons?: readonly Button<Action>[];
  /** `asker` by default. */
  readonly audience?: Reply["audience"];
}

export function listReply<T>(parts: ListReplyOptions<T>): Reply {
  const { title, items, line, pages, posts, buttons = [], audience = "asker" } = parts;
  const { shown, ...paged } = pages ? pageOf(items, pages) : { shown: items };
  return {
    title,
    list: shown.map(line),
    ...paged,
    buttons,
    posts: posts?.(shown) ?? [],
    audience,
  };
}

/** A line for a name, such as a tag's. `depth`: how far below the top of a tree it stands. */
export const nameLine = (title: string, detail: string, action: Action, depth = 0): ListItem<Action> => ({
  title,
  url: null,
  detail,
  depth,
  action,
});

/** The items of a page; no Page when everything fits one. */
export function pageOf<T>(
  items: readonly T[],
  { size, wanted, request }: NonNullable<ListReplyOptions<T>["pages"]>,
): { readonly shown: readonly T[] } & Pick<Reply, "page" | "firstNumber"> {
  const count = Math.max(1, Math.ceil(items.length / size));
  const number = Math.min(Math.max(1, wanted), count);
  const before = (number - 1) * size;
  const shown = items.slice(before, before + size);
  if (count === 1) return { shown };
  const to = (page: number): Action | null => (page >= 1 && page <= count ? { ...request, page } : null);
  return {
    shown,
    firstNumber: before + 1,
    page: { number, count, previous: to(number - 1), next: to(number + 1) },
  };
}
