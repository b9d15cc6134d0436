// Posts on the owner's page, drafts and scheduled ones included, and the life of one of them.
import { html } from "hono/html";
import { viewOutbox } from "../delivery/outbox-view.js";
import { foldName } from "../post/names.js";
import { isVisible, type Post } from "../post/post.js";
import { moment, table, type Html } from "./layout.js";
import { outboxTable } from "./outbox-page.js";
import type { Owner } from "./owner.js";

const SHOWN = 100;

export async function postsPage(owner: Owner, query: URLSearchParams): Promise<Html> {
  const words = query.get("find")?.trim() ?? "";
  const all = owner.library.all();
  const wanted = foldName(words);
  const fits = ({ title, source, visibility }: Post): boolean =>
    foldName(title).includes(wanted) || foldName(source).includes(wanted) || visibility === words;
  const found = words === "" ? all : all.filter(fits);
  const asked = owner.counts ? await owner.store.popular.counts() : new Map<string, number>();
  return html`
    <form class="row" method="get">
      <label for="find">Title, file, or: draft, scheduled, hidden</label>
      <input id="find" name="find" value="${words}" />
      <button>Find</button>
    </form>
    <p>
      ${found.length} of ${all.length} posts${found.length > SHOWN ? `; the ${SHOWN} newest are shown` : ""}.
      ${owner.counts ? "" : html`COUNT_POPULAR=on counts how often each is asked for.`}
    </p>
    ${table(
      ["Date", "State", "Title", "File", ...(owner.counts ? ["Asked for"] : [])],
      found
        .slice(0, SHOWN)
        .map((post) => [
          post.date?.wall.slice(0, 10) ?? "–",
          stateOf(post),
          html`<a href="/owner/post?id=${encodeURIComponent(post.id)}">${post.title}</a>`,
          post.source,
          ...(owner.counts ? [String(asked.get(post.id) ?? 0)] : []),
        ]),
    )}
  `;
}

const stateOf = (post: Post): string =>
  isVisible(post) ? (post.protected ? "behind a password" : "visible") : post.visibility;

/** Null where no post and no news of that id is known. */
export async function postPage(
  owner: Owner,
  id: string,
): Promise<{ readonly title: string; readonly body: Html } | null> {
  const post = owner.library.all().find((one) => one.id === id);
  const news = await owner.store.news.get(id);
  if (!post && !news) return null;
  const { lines } = await viewOutbox(
    owner.store,
    { states: null, post: id, place: null, limit: SHOWN },
    owner.store.now(),
  );
  const asked = owner.counts ? ((await owner.store.popular.counts()).get(id) ?? 0) : null;
  const facts: readonly (readonly [string, Html | string])[] = [
    ["File", post?.source ?? news?.source ?? "–"],
    ["State", post ? stateOf(post) : "gone"],
    ["Date", post?.date ? `${post.date.wall}${post.date.offset}` : "–"],
    ["Address", post?.url ?? news?.url ?? "unknown"],
    ...(asked === null ? [] : ([["Asked for", String(asked)]] as const)),
    ...(news
      ? ([
          ["First seen", moment(news.seen_at)],
          ["Page live", moment(news.live_at)],
          ["Announced", moment(news.told_at)],
          ["News", news.reason ? `${news.state}: ${owner.locale.say.reason(news.reason)}` : news.state],
        ] as const)
      : ([["News", "It was never noticed as new: it was there before, or is not visible."]] as const)),
  ];
  return {
    title: post?.title ?? news?.title ?? id,
    body: html`<dl>
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      <h2>Where it was sent</h2>
      ${lines.length === 0 ? html`<p>Nowhere.</p>` : outboxTable(lines, owner)}`,
  };
}
