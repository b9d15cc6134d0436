// What begins the talk about a post where a platform itself opens one below an announcement: its title, and where to read it.
import { paragraph } from "../document/builders.js";
import type { LibraryView } from "../library/library.js";
import { localeFor } from "../locale/locale.js";
import { linkButton, readHereButton } from "../reply/card.js";
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
      const spoken = localeFor(locale, library.site.lang);
      const reply = {
        body: [paragraph(spoken.say.discussHere(post.title))],
        buttons: [...readHereButton(post, spoken), ...linkButton(post, spoken)],
        posts: [post],
        audience: "everyone",
      } as const;
      return seal(reply, store);
    }
    return null;
  };
