// Cuts a long list into pages whose buttons ask the same command again.
import type { Action, Page } from "./reply.js";

/** Lines of a page of posts, and of a page of short names such as tags. */
export const POSTS_PER_PAGE = 8;
export const NAMES_PER_PAGE = 25;

/**
 * The items of page `wanted` (from 1; past the end gives the last, since posts may have gone since
 * the button was made) and what its buttons ask. No Page when everything fits one.
 */
export function pageOf<T>(
  items: readonly T[],
  wanted: number,
  size: number,
  again: Pick<Action, "command" | "args">,
): { readonly items: readonly T[]; readonly page?: Page<Action> } {
  const count = Math.max(1, Math.ceil(items.length / size));
  const number = Math.min(Math.max(1, wanted), count);
  const shown = items.slice((number - 1) * size, number * size);
  if (count === 1) return { items: shown };
  const to = (page: number): Action | null => (page >= 1 && page <= count ? { ...again, page } : null);
  return { items: shown, page: { number, count, previous: to(number - 1), next: to(number + 1) } };
}
