// Puts a Post together: what a generator found out about a file, and the fields all generators share.
import { decodeHTML } from "entities";
import { postId } from "../../post/id.js";
import type { Post, PostDate, Visibility } from "../../post/post.js";
import { readingTime } from "../../post/reading-time.js";
import { documentOf, textOf, type ParsedBody } from "../../markdown/read-body.js";
import { summarize, type SummarySources } from "../../markdown/summary.js";
import type { HeadingAnchors } from "../../document/body-text.js";
import { NO_BODY, type Body } from "../../post/body.js";
import type { ParsedPost } from "../generator.js";
import { announcing, authorsOf, coverOf, partOf, seriesOf } from "./fields.js";
import { ownLinks } from "./own-links.js";
import { findCover } from "./picture.js";
import type { Data } from "./scalar.js";

/** What a generator's own rules say of one file. */
export interface PostFacts {
  readonly source: string;
  readonly data: Data;
  /** As it stands in the file. */
  readonly body: string;
  readonly reading: ParsedBody;
  readonly slug: string;
  /** As the generator shows it; null or empty when the author gave none. */
  readonly title: string | null;
  readonly date: PostDate | null;
  readonly updated: PostDate | null;
  readonly tags: readonly string[];
  readonly categories: readonly (readonly string[])[];
  readonly url: string | null;
  readonly siteUrl: string | null;
  readonly lang: string | null;
  readonly translationKey: string | null;
  readonly visibility: Visibility;
  readonly protected: boolean;
  /** Never announced, though it may be found. */
  readonly quiet?: boolean;
  readonly permanent: string | null;
  /** As `Post` has it; absent for a file of its own. */
  readonly form?: string;
  readonly summary: SummarySources;
  /** The anchors that the generator gives headings; absent where it gives none. */
  readonly anchors?: HeadingAnchors | undefined;
}

/** `a/My post.zh.md` gives `My post.zh`; an index file is named by its folder. */
export function nameOfFile(source: string): string {
  const parts = source.split("/");
  const name = (parts.at(-1) ?? "").replace(/\.[^.]*$/, "");
  return /^(?:index|readme)(?:\.|$)/i.test(name) && parts.length > 1
    ? (parts.at(-2) ?? name)
    : name || source;
}

function bodyOf({ body, reading, url, anchors }: PostFacts): Body {
  let [document, text]: [Body["document"] | null, Body["text"] | null] = [null, null];
  return {
    written: body,
    get document() {
      return (document ??= documentOf(reading, url));
    },
    get text() {
      // Laid out once: what is made of its words comes of the same Document.
      if (url !== null) void this.document;
      return (text ??= textOf(reading, anchors));
    },
  };
}

/** The Post of these facts and its Markdown; a protected post keeps neither text nor picture of it. */
export function assemble(facts: PostFacts): ParsedPost {
  const body = facts.protected ? NO_BODY : bodyOf(facts);
  let post: Post | null = null;
  return {
    body,
    permanent: facts.permanent,
    known: facts,
    get post() {
      return (post ??= postOf(facts, body));
    },
  };
}

function postOf(facts: PostFacts, body: Body): Post {
  const { prose } = body.text;
  const title = decodeHTML(facts.title ?? "");
  return {
    id: postId(facts.permanent === null ? `source:${facts.source}` : `permanent:${facts.permanent}`),
    source: facts.source,
    slug: facts.slug,
    title: title.trim() === "" ? nameOfFile(facts.source) : title,
    date: facts.date,
    updated: facts.updated,
    tags: [...new Set(facts.tags)],
    categories: facts.categories,
    series: seriesOf(facts.data),
    part: partOf(facts.data),
    links: facts.protected ? [] : ownLinks(facts.reading, facts),
    authors: authorsOf(facts.data),
    url: facts.url,
    lang: facts.lang,
    translationKey: facts.translationKey,
    summary: facts.protected ? "" : summarize(facts.reading, facts.summary, title),
    cover: findCover(coverOf(facts.data), facts.protected ? null : facts.reading, facts.url, facts.siteUrl),
    reading: readingTime(prose),
    visibility: facts.visibility,
    protected: facts.protected,
    announcing: announcing(facts.data, facts.quiet),
    ...(facts.form !== undefined && { form: facts.form }),
  };
}
