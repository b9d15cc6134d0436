// What a pressed button or a link of ours asks, run again on today's posts.
import type { LibraryView } from "../library/library.js";
import { openState, type StateStore } from "../reply/action-state.js";
import type { Answers } from "../reply/form.js";
import type { Action, SealedReply } from "../reply/reply.js";
import { unsealed, type Answering } from "./answering.js";
import { remark } from "./answers.js";
import type { Args, Command, Context } from "./command.js";
import type { Asker } from "./dispatcher.js";

const POST_ID = /^[a-z0-9]{10}$/;

export class Buttons {
  readonly #answering: Answering;
  readonly #library: LibraryView;
  readonly #memory: StateStore;

  constructor(answering: Answering, library: LibraryView, memory: StateStore) {
    this.#answering = answering;
    this.#library = library;
    this.#memory = memory;
  }

  async press(state: string, asker: Asker, answers?: Answers): Promise<SealedReply> {
    try {
      return await this.open(await openState(state, this.#memory), asker, answers);
    } catch (fault) {
      return this.#answering.sorry(fault, "button", this.#answering.contextFor(asker).locale);
    }
  }

  /** Null: nobody knows any more what it was. */
  async open(action: Action | null, asker: Asker, answers?: Answers): Promise<SealedReply> {
    const command = action && this.#answering.byName.get(action.command);
    const { locale, desk } = this.#answering.contextFor(asker);
    if (!command) return unsealed(remark(locale.say.tooOld));
    if (this.#namesLostPost(command, action.args, desk)) return unsealed(remark(locale.say.gone));
    return this.#answering.answer(action, asker, answers);
  }

  /** A button that names a post by its id must not turn into a search when that post has gone. */
  #namesLostPost({ options }: Command, args: Args, desk: Context["desk"]): boolean {
    return options.some(({ name, looksUp }) => {
      const id = looksUp === "post" ? (args[name] ?? "") : "";
      return POST_ID.test(id) && !this.#library.get(id) && !desk?.all().some((post) => post.id === id);
    });
  }
}
