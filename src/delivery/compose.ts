// Puts an outbox row into words: from the library as it is now, not as it was when the row was written.
import type { LibraryView } from "../library/library.js";
import { localeFor, type Locale } from "../locale/locale.js";
import { announcement, takenBack } from "../reply/announcement.js";
import type { Reply, SealedReply } from "../reply/reply.js";
import { seal } from "../reply/seal.js";
import type { OutboxRow } from "../store/outbox.js";
import type { Store } from "../store/store.js";
import { isTakenBack } from "../subscription/reason.js";
import type { Subscription } from "../subscription/subscription.js";

/**
 * `away`: nothing to say just now, for a post is away and nobody has decided yet that it was taken back; `forgotten`:
 * nothing is known of the post any more.
 */
export type Compose = (
  rows: readonly OutboxRow[],
  to: Subscription,
) => Promise<SealedReply | "away" | "forgotten">;

export function composer(library: LibraryView, store: Store): Compose {
  return async (rows, to) => {
    const locale = localeFor(to.locale, library.site.lang);
    const posts = rows.map((row) => library.get(row.post_id));
    const present = posts.filter((post) => post !== undefined);
    if (present.length > 0 && present.length === posts.length)
      return seal(offering(announcement(present, locale, to.wishes), to, locale), store);
    const news = await Promise.all(rows.map((row) => store.news.get(row.post_id)));
    const undecided = news.some((one, at) => !posts[at] && one !== null && !isTakenBack(one.reason));
    if (undecided) return "away";
    if (present.length > 0)
      return seal(offering(announcement(present, locale, to.wishes), to, locale), store);
    return news[0] ? takenBack(news[0].title, locale) : "forgotten";
  };
}

/** With the button that gives readers a role, where the place offers one. */
const offering = (reply: Reply, { place, wishes }: Subscription, { say }: Locale): Reply => {
  if (wishes.offer === null) return reply;
  const action = { command: "take-role", args: { at: place.address } };
  return { ...reply, buttons: [...reply.buttons, { label: say.settings.notifyMe, action }] };
};
