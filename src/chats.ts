// The chats that have a token: made, started together, stopped together.
import type { Blog, AppContext } from "./blog.js";
import type { Chat, ChatError, ChatState } from "./chat/chat.js";
import type { Messenger } from "./delivery/messenger.js";
import { openDiscussion } from "./delivery/open-discussion.js";
import { presence } from "./delivery/presence.js";
import type { Formulas } from "./formula/formulas.js";
import type { Route } from "./http/route.js";
import { answerLease, leading, standBy } from "./stand-by.js";
import type { Store } from "./store/store.js";

export interface Chats {
  /** What the HTTP server must answer for them, and the names under which it is asked. */
  readonly routes: readonly Route[];
  readonly hosts: readonly string[];
  /** How each of them is told things. */
  readonly messengers: readonly Messenger[];
  /** How every platform stands, for the page; null where it has no token. */
  states(): readonly {
    readonly name: string;
    readonly title: string;
    readonly token: string;
    readonly state: ChatState | null;
  }[];
  /** Whether other processes on the store answer in every one of them. */
  standsBy(): boolean;
  /** Resolves with the reason when the last one is refused while running; never otherwise. */
  readonly ended: Promise<ChatError>;
  /** Nothing where other processes answer. Throws when every one of them is refused; a refused one among others is logged. */
  start(): Promise<void>;
  /** Stops those in which another process can take over; in the others questions are answered on. */
  handOver(): Promise<void>;
  stop(): Promise<void>;
}

export async function openChats(
  { config, platforms, log }: AppContext,
  { dispatcher, library }: Blog,
  store: Store,
  formulas: Formulas,
  answers: boolean,
): Promise<Chats> {
  const running = new Set<Chat>();
  let refuse: (why: ChatError) => void = () => {};
  const ended = new Promise<ChatError>((resolve) => (refuse = resolve));
  /** Of what is refused: another process, with a better token, may take its place. */
  const leave = (chat: Chat): void => {
    running.delete(chat);
    void chat.stop();
  };
  const stopAll = async (chats: readonly Chat[]): Promise<void> => {
    const theirs = chats.filter((chat) => running.delete(chat));
    await Promise.all(theirs.map((chat) => chat.stop()));
  };
  const handingOver = new AbortController();
  const made = platforms.map(async ({ name, open }) => {
    const onRefused = (why: ChatError): void => {
      if (opened) leave(opened.chat);
      if (running.size === 0) refuse(why);
    };
    const deps = {
      dispatcher,
      log,
      store,
      formulas,
      fallbackLocale: () => library.site.lang,
      onPresence: presence(store, name),
      openDiscussion: openDiscussion(library, store, name),
      lead:
        config.databaseUrl === null ? null : leading({ name: answerLease(name), store }, handingOver.signal),
      onRefused,
    };
    const opened = await standBy(() => open(config.given, deps), { platform: name, store, log, onRefused });
    return opened;
  });
  const opened = await Promise.all(made);
  const all = opened.filter((chat) => chat !== null);

  return {
    routes: all.flatMap(({ routes }) => routes),
    hosts: all.flatMap(({ hosts }) => hosts),
    messengers: all.map(({ messenger }) => messenger),
    states: () =>
      platforms.map(({ name, title, token }, at) => ({
        name,
        title,
        token,
        state: opened[at] ? (answers ? opened[at].chat.state() : { kind: "standby" }) : null,
      })),
    standsBy: () => answers && all.length > 0 && all.every(({ chat }) => chat.state().kind === "standby"),
    ended,
    async start() {
      if (!answers) return;
      const faults: Error[] = [];
      const begin = async (chat: Chat): Promise<void> => {
        running.add(chat);
        await chat.start().catch((fault: Error) => {
          leave(chat);
          faults.push(fault);
        });
      };
      await Promise.all(all.map(({ chat }) => begin(chat)));
      if (faults[0] && running.size === 0) throw faults[0];
      for (const fault of faults) log.error({ reason: fault.message }, "A chat does not start");
    },
    handOver() {
      handingOver.abort();
      return stopAll(all.flatMap(({ chat, together }) => (together ? [] : [chat])));
    },
    stop: () => stopAll([...running]),
  };
}
