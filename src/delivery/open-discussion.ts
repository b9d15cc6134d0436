// Finds what begins the talk about a post where a platform itself opens one below an announcement.
import type { LibraryView } from "../library/library.js";
import { localeFor } from "../locale/locale.js";
import { discussionReply } from "../reply/discussion.js";
import type { SealedReply } from "../reply/reply.js";
import { seal } from "../reply/seal.js";
import type { Store } from "../store/store.js";

/** `none`: no place that `isMeant` wants that; null: none is known to have been told a single post by this message. */
export type OpenDiscussion = (
  isMeant: (address: string) => boolean,
  message: string,
) => Promise<SealedReply | "none" | null>;

export const openDiscussion =
  (library: LibraryView, store: Store, platform: string): OpenDiscussion =>
  async (isMeant, message) => {
    const places = (await store.subscriptions.all()).filter(
      ({ place, wishes }) => wishes.discuss && place.platform === platform && isMeant(place.address),
    );
    if (places.length === 0) return "none";
    for (const { id, locale } of places) {
      const [postId, ...more] = await store.outbox.toldBy(id, message);
      const post = postId === undefined || more.length > 0 ? undefined : library.get(postId);
      if (!post) continue;
      return seal(discussionReply(post, localeFor(locale, library.site.lang)), store);
    }
    return null;
  };
