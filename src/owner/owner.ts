// What the owner's pages are made of: the rooms they look into, and what one press changes.
import type { Messenger } from "../delivery/messenger.js";
import type { Report } from "../doctor/report.js";
import type { LibraryView } from "../library/library.js";
import type { Locale } from "../locale/locale.js";
import type { OwnerPages } from "../locale/en/owner-pages.js";
import type { Post } from "../post/post.js";
import type { Store } from "../store/store.js";
import type { Addressing } from "../subscription/announce-to.js";

export interface Owner {
  readonly store: Store;
  /** Every post, hidden ones included, newest first. */
  readonly library: Pick<LibraryView, "site"> & { all(): readonly Post[] };
  readonly messengers: readonly Messenger[];
  readonly addressings: readonly Addressing[];
  /** How each chat stands, in words. */
  readonly chats: (locale: Locale) => readonly string[];
  readonly examine: () => Promise<Report>;
  /** Whether it is counted how often each post is asked for. */
  readonly counts: boolean;
  /** What is sent is worded in. */
  readonly locale: Locale;
}

/** The owner's language, which their browser tells. */
export interface Speech {
  readonly locale: Locale;
  readonly words: OwnerPages;
}
