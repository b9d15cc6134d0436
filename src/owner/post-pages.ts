// Posts on the owner's page, drafts and scheduled ones included, and the life of one of them.
import { html } from "hono/html";
import { viewOutbox } from "../delivery/outbox-view.js";
import { foldName } from "../post/names.js";
import { isVisible, type Post } from "../post/post.js";
import { moment, table, type Html } from "./layout.js";
import { outboxTable } from "./outbox-page.js";
import type { Owner, Speech } from "./owner.js";

const SHOWN = 100;

export async function postsPage(owner: Owner, query: URLSearchParams, speech: Speech): Promise<Html> {
  const { words } = speech;
  const sought = query.get("find")?.trim() ?? "";
  const all = owner.library.all();
  const wanted = foldName(sought);
  const fits = ({ title, source, visibility }: Post): boolean =>
    foldName(title).includes(wanted) || foldName(source).includes(wanted) || visibility === sought;
  const found = sought === "" ? all : all.filter(fits);
  const asked = owner.counts ? await owner.store.popular.counts() : new Map<string, number>();
  return html`
    <form class="row" method="get">
      <label for="find">${words.find}</label>
      <input id="find" name="find" value="${sought}" />
      <button>${words.findButton}</button>
    </form>
    <p>
      ${words.foundOf(found.length, all.length)}${found.length > SHOWN ? `. ${words.newest(SHOWN)}` : ""}
      ${owner.counts ? "" : html`<br />${words.countOff}`}
    </p>
    ${table(
      [words.date, words.state, words.title, words.file, ...(owner.counts ? [words.askedFor] : [])],
      found
        .slice(0, SHOWN)
        .map((post) => [
          post.date?.wall.slice(0, 10) ?? "–",
          stateOf(post, speech),
          html`<a href="/owner/post?id=${encodeURIComponent(post.id)}">${post.title}</a>`,
          post.source,
          ...(owner.counts ? [String(asked.get(post.id) ?? 0)] : []),
        ]),
    )}
  `;
}

const stateOf = (post: Post, { words }: Speech): string =>
  isVisible(post) ? words[post.protected ? "protected" : "public"] : words[post.visibility];

/** Null where no post and no news of that id is known. */
export async function postPage(
  owner: Owner,
  id: string,
  speech: Speech,
): Promise<{ readonly title: string; readonly body: Html } | null> {
  const { words, locale } = speech;
  const post = owner.library.all().find((one) => one.id === id);
  const news = await owner.store.news.get(id);
  if (!post && !news) return null;
  const { lines } = await viewOutbox(
    owner.store,
    { states: null, post: id, place: null, limit: SHOWN },
    owner.store.now(),
  );
  const asked = owner.counts ? ((await owner.store.popular.counts()).get(id) ?? 0) : null;
  const { states } = locale.say.owner;
  const newsSaid = news ? { seen: words.seen, told: words.told, ...states }[news.state] : "";
  const facts: readonly (readonly [string, Html | string])[] = [
    [words.file, post?.source ?? news?.source ?? "–"],
    [words.state, post ? stateOf(post, speech) : words.gone],
    [words.date, post?.date ? `${post.date.wall}${post.date.offset}` : "–"],
    [words.address, post?.url ?? news?.url ?? words.unknown],
    ...(asked === null ? [] : ([[words.askedFor, String(asked)]] as const)),
    ...(news
      ? ([
          [words.firstSeen, moment(news.seen_at)],
          [words.pageLive, moment(news.live_at)],
          [words.announced, moment(news.told_at)],
          [words.news, news.reason ? `${newsSaid}: ${locale.say.reason(news.reason)}` : newsSaid],
        ] as const)
      : ([[words.news, words.neverNew]] as const)),
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
      <h2>${words.whereSent}</h2>
      ${lines.length === 0 ? html`<p>${words.nowhere}</p>` : outboxTable(lines, speech)}`,
  };
}
