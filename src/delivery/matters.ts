// What there is now that an owner should be told of in private.
import { describe } from "../library/complaints.js";
import type { Library } from "../library/library.js";
import { unreadFiles } from "../library/unread-files.js";
import type { Store } from "../store/store.js";
import type { Matter } from "../subscription/matter.js";
import { placeName } from "../subscription/place.js";

/** A file may be half written: only after so many ms is it broken. */
const BROKEN_AFTER_MS = 60_000;

/** Gives what to call again and again; `now` in milliseconds. */
export function mattersOf(
  store: Store,
  library: Pick<Library, "problems" | "all">,
): (now: number) => Promise<readonly Matter[]> {
  let brokenSince = new Map<string, number>();

  async function ofPosts(): Promise<readonly Matter[]> {
    const open = await store.news.all(["held", "waiting"]);
    return open.flatMap(({ post_id: subject, state, title, reason }): Matter[] => {
      if (state === "held") return [{ kind: "held", subject, title, reason }];
      // A reason stands there only once it has waited for too long.
      const late = reason?.code.startsWith("page-") ?? false;
      return late && reason ? [{ kind: "not-live", subject, title, reason }] : [];
    });
  }

  async function ofPlaces(): Promise<readonly Matter[]> {
    return (await store.subscriptions.suspended()).flatMap(({ id, place, suspended }): Matter[] => {
      if (!suspended) return [];
      const { since, reason } = suspended;
      return [{ kind: "shut-out", subject: `${id} ${since}`, title: placeName(place), reason }];
    });
  }

  function ofFiles(now: number): readonly Matter[] {
    const lines = unreadFiles(library.problems(), library.all()).map(describe);
    brokenSince = new Map(lines.map((line) => [line, brokenSince.get(line) ?? now]));
    return [...brokenSince]
      .filter(([, since]) => now - since >= BROKEN_AFTER_MS)
      .map(([line]) => ({ kind: "broken", subject: line, title: line, reason: null }));
  }

  return async (now) => [...(await ofPosts()), ...(await ofPlaces()), ...ofFiles(now)];
}
