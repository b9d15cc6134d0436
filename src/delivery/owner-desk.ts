// The owner's desk in the chats, over the functions of the command line and of the owner's page.
import type { Library } from "../library/library.js";
import type { Store } from "../store/store.js";
import type { DeskLine, OwnerDesk } from "../subscription/owner-desk.js";
import { personName, type Person } from "../subscription/owners.js";
import { languageOfOwner } from "../store/state.js";
import { decideHeldPosts, viewOutbox, type LineState, type OutboxLine } from "./outbox-view.js";

const OPEN = ["held", "waiting", "uncertain", "suspended", "failed"] as const satisfies LineState[];
const STATES: Readonly<Partial<Record<LineState, DeskLine["state"]>>> = {
  held: "held",
  waiting: "waiting",
  uncertain: "unsure",
  suspended: "suspended",
  failed: "failed",
};
/** So many are shown; there are always more numbers than anybody reads. */
const SHOWN = 200;

const lineOf = ({ state, postId, title, destination, reason }: OutboxLine): readonly DeskLine[] => {
  const shown = STATES[state];
  return shown ? [{ postId, title: title ?? postId, state: shown, to: destination, reason }] : [];
};

export const ownerDesk = (
  store: Store,
  library: Pick<Library, "all">,
  owners: readonly Person[],
): OwnerDesk => ({
  isOwner: ({ platform, address }) =>
    owners.some((owner) => owner.platform === platform && owner.id === address),

  async speaks({ platform, address }, language) {
    const name = languageOfOwner(personName({ platform, id: address }));
    if ((await store.getState(name)) !== language) await store.setState(name, language);
  },

  all: () => library.all(),

  async outbox() {
    const question = { post: null, place: null };
    const { lines } = await viewOutbox(store, { ...question, states: OPEN, limit: SHOWN }, store.now());
    const { counts } = await viewOutbox(store, { ...question, states: null, limit: 0 }, store.now());
    const of = (...states: readonly LineState[]) =>
      states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
    return {
      lines: lines.flatMap(lineOf),
      held: of("held"),
      waiting: of("waiting"),
      messages: {
        sent: of("done"),
        coming: of("pending", "claimed", "sending"),
        unsure: of("uncertain"),
        held: of("suspended"),
        failed: of("failed"),
      },
    };
  },

  async decide(to, posts) {
    const ids = "post" in posts ? [posts.post] : await store.notices.heldIn(posts.notice);
    const state = to === "release" ? "waiting" : "seen";
    const decided = await decideHeldPosts(store, state, ids, store.now());
    return decided.map(({ title, postId }) => title ?? postId);
  },

  isHeld: async (postId) => (await store.news.get(postId))?.state === "held",
});
