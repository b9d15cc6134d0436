// A small blog to ask: Posts of our own, a view of them and the real search index over them.
import { aBody } from "../fixtures/a-body.js";
import { createDispatcher } from "../../src/command/create-dispatcher.js";
import type { Popularity } from "../../src/command/command.js";
import type { Dispatcher } from "../../src/command/dispatcher.js";
import { articleOf } from "../../src/fit/article.js";
import type { LibraryView } from "../../src/library/library.js";
import { byDate, isMdx, isVisible, type Post } from "../../src/post/post.js";
import type { SealedReply } from "../../src/reply/reply.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import { aPost } from "../fixtures/a-post.js";

let made = 0;

/** A Post with what a test cares about; the rest is plain. */
export function postOf(about: Partial<Post> & { readonly day?: string }): Post {
  const number = made++;
  const { day = "2026-01-01", ...given } = about;
  const instant = Date.parse(`${day}T12:00:00Z`);
  return aPost({
    id: `p${String(number).padStart(9, "0")}`,
    source: `posts/${number}.md`,
    slug: `slug-${number}`,
    title: `Title ${number}`,
    date: { instant, wall: `${day}T12:00:00`, offset: "+00:00" },
    url: `https://blog.example.com/${number}/`,
    summary: "",
    ...given,
  });
}

export interface Blog {
  readonly dispatcher: Dispatcher;
  readonly faults: unknown[];
  /** Replaces all posts, as a reload does. */
  set(posts: readonly Post[]): void;
  /** Resolves when the posts set last are found. */
  indexed(): Promise<unknown>;
  say(line: string, locale?: string): Promise<SealedReply>;
}

/** @param bodies the posts' Markdown by id; a post without one has no text */
export function blogOf(
  posts: readonly Post[],
  lang: string | null = "en",
  bodies: ReadonlyMap<string, string> = new Map(),
  popular?: Popularity,
): Blog {
  let visible: readonly Post[] = [];
  let indexed: Promise<unknown> = Promise.resolve();
  const bodyOf = (id: string) => aBody(bodies.get(id) ?? "");
  const index = createSearchIndex({ body: async (id) => bodyOf(id) });
  const faults: unknown[] = [];
  const texts = new Map<string, string>();
  const library: LibraryView = {
    site: { title: "Our Blog", url: "https://blog.example.com", timezone: null, lang, generator: "plain" },
    visible: () => visible,
    get: (id) => visible.find((post) => post.id === id),
    article: async (id) => {
      const body = bodies.get(id);
      const post = visible.find((one) => one.id === id);
      if (body === undefined || post === undefined) return null;
      return articleOf(aBody(body, { base: post.url, mdx: isMdx(post) }).document);
    },
  };
  const set = (next: readonly Post[]): void => {
    const gone = index.remove(visible.map((post) => post.id));
    visible = next.filter(isVisible).toSorted(byDate);
    const put = index.put(visible.map((post) => ({ post, body: bodyOf(post.id) })));
    indexed = Promise.all([gone, put]);
  };
  set(posts);
  const dispatcher = createDispatcher({
    library,
    index,
    memory: {
      async remember(text) {
        const key = `key${texts.size}`;
        texts.set(key, text);
        return key;
      },
      recall: async (key) => texts.get(key) ?? null,
    },
    ...(popular && { popular }),
    onFault: (fault) => faults.push(fault),
    random: () => 0.999,
  });
  return {
    dispatcher,
    faults,
    set,
    indexed: () => indexed,
    async say(line, locale) {
      await indexed;
      const reply = await dispatcher.ask(line, { locale: locale ?? null });
      if (faults.length > 0) throw faults[0];
      return reply;
    },
  };
}
