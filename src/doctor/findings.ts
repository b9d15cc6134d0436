// What an owner should know about a site as it was read: the findings of `postern doctor`. Pure.
import { isVisible, type Post, type Visibility } from "../post/post.js";
import type { Site } from "../post/site.js";
import { generatorNamed } from "../generator/detect.js";
import type { Problem } from "../generator/generator.js";
import { unreadFiles } from "../library/unread-files.js";
import { about, counted, itemOf, titled, type Finding } from "./finding.js";
import type { DeadLink } from "./links.js";
import { siteFindings } from "./site-findings.js";

export interface Examined {
  readonly site: Site;
  readonly problems: readonly Problem[];
  readonly posts: readonly Post[];
  readonly deadLinks?: readonly DeadLink[];
}

function problemFindings(problems: readonly Problem[], posts: readonly Post[]): Finding[] {
  const read = new Set(posts.map(({ source }) => source));
  const of = (...kinds: readonly Problem["kind"][]) => problems.filter(({ kind }) => kinds.includes(kind));
  const plain = of(undefined);
  const skipped = unreadFiles(problems, posts);
  return [
    ...about(
      "fault",
      "configuration",
      of("configuration").map(itemOf),
      () => "The site's configuration could not be followed.",
      null,
    ),
    ...about(
      "fault",
      "linked folder",
      of("linked folder").map(itemOf),
      (count) =>
        `${counted(count, "linked folder")} left out: readers see no post of ${count === 1 ? "it" : "them"}.`,
      "Set POSTS_DIR to the real folder (and SITE_GENERATOR, SITE_URL where nothing there tells them), or put its files in place of the link.",
    ),
    ...about(
      "fault",
      "skipped",
      skipped.map(itemOf),
      (count) => `${counted(count, "file")} skipped: readers do not see ${count === 1 ? "it" : "them"}.`,
      "Mend what is said beside each; Postern reads it again at once.",
    ),
    ...about(
      "fault",
      "same address",
      of("address").map(itemOf),
      (count) =>
        `${counted(count, "address", "addresses")} of several posts: only the first of each is shown.`,
      null,
    ),
    ...about(
      "warning",
      "same name",
      of("permanent").map(itemOf),
      (count) => `${counted(count, "lasting name")} of several posts.`,
      null,
    ),
    ...about(
      "warning",
      "second copy",
      of("duplicate").map(itemOf),
      (count) => `${counted(count, "file")} taken for a second copy of a post.`,
      "Remove the copy, or give it a date of its own.",
    ),
    ...about(
      "warning",
      "odd",
      plain.filter(({ source }) => read.has(source)).map(itemOf),
      (count) => `${counted(count, "remark")} on posts that are read.`,
      null,
    ),
  ];
}

function linkFindings({ site, problems }: Examined, visible: readonly Post[]): Finding[] {
  if (site.url === null) return [];
  const reasons = new Map(problems.filter(({ kind }) => kind === "link").map((one) => [one.source, one]));
  const meant = new Set(problems.filter(({ kind }) => kind === "no page").map(({ source }) => source));
  const linkless = visible.filter((post) => post.url === null);
  return [
    ...about(
      "fault",
      "link unknown",
      linkless
        .filter(({ source }) => !meant.has(source))
        .map((post) => {
          const reason = reasons.get(post.source);
          return reason === undefined ? titled(post) : itemOf(reason);
        }),
      (count) => `${counted(count, "post")} without a known link: readers see the title alone.`,
      reasons.size > 0
        ? "Do what is said beside each: write what the link needs into their front matter, or set PERMALINK."
        : "Set PERMALINK, for example PERMALINK=:year/:month/:day/:title/",
    ),
    ...about(
      "note",
      "no page",
      linkless.filter(({ source }) => meant.has(source)).map(titled),
      (count) => `${counted(count, "post")} without a page, as the site has it: readers see the title alone.`,
      null,
    ),
  ];
}

function undatedFindings({ generator }: Site, visible: readonly Post[]): Finding[] {
  const pages = generatorNamed(generator)?.pagesAmongPosts === true;
  return about(
    pages ? "note" : "warning",
    "undated",
    visible.filter((post) => post.date === null).map(titled),
    (count) => `${counted(count, pages ? "page" : "post")} without a date: listed last, never announced.`,
    pages ? null : "Add a date to their front matter, for example date: 2024-01-31 18:00:00",
  );
}

/** Tags that differ only in case, width, white space or dashes. */
function tagFindings(posts: readonly Post[]): Finding[] {
  const uses = new Map<string, Map<string, number>>();
  for (const tag of posts.flatMap((post) => post.tags)) {
    const key = tag
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s_-]+/g, "");
    const forms = uses.get(key) ?? new Map<string, number>();
    uses.set(key, forms.set(tag, (forms.get(tag) ?? 0) + 1));
  }
  const variants = [...uses.values()].filter((forms) => forms.size > 1);
  return about(
    "warning",
    "tag variants",
    variants.map((forms) => ({
      source: null,
      line: null,
      text: [...forms]
        .sort((a, b) => b[1] - a[1])
        .map(([tag, count]) => `“${tag}” in ${counted(count, "post")}`)
        .join(", "),
    })),
    (count) => `${counted(count, "tag")} written in more than one way.`,
    "Choose one spelling of each.",
  );
}

const HIDDEN: Readonly<Record<Exclude<Visibility, "public">, string>> = {
  draft: "kept from readers as drafts",
  hidden: "hidden by their front matter",
  scheduled: "dated in the future, shown when their time comes",
};

const hiddenFindings = (posts: readonly Post[]): Finding[] =>
  (["draft", "hidden", "scheduled"] as const).flatMap((visibility) =>
    about(
      "note",
      "hidden",
      posts.filter((post) => post.visibility === visibility).map(titled),
      (count) => `${counted(count, "post")} ${HIDDEN[visibility]}.`,
      null,
    ),
  );

const emptyFindings = (posts: readonly Post[]): Finding[] =>
  posts.length > 0
    ? []
    : [
        {
          level: "fault",
          kind: "no posts",
          title: "No posts were found.",
          mend: "Set POSTS_DIR (or SOURCE) to the root of the site or to the real folder of its posts, and SITE_GENERATOR where another generator makes it, for example SITE_GENERATOR=hugo",
          items: [],
        },
      ];

/** Everything worth telling about a site, faults first. */
export function examine(examined: Examined): readonly Finding[] {
  const { site, problems, posts, deadLinks = [] } = examined;
  const visible = posts.filter(isVisible);
  const findings = [
    ...emptyFindings(posts),
    ...siteFindings(site, visible),
    ...problemFindings(problems, posts),
    ...linkFindings(examined, visible),
    ...undatedFindings(site, visible),
    ...about(
      "warning",
      "broken link",
      deadLinks.map(({ post, target }) => ({ source: post.source, line: null, text: target })),
      (count) => `${counted(count, "link")} to where no post of this blog is.`,
      "Write the address that the post has now.",
    ),
    ...tagFindings(visible),
    ...about(
      "note",
      "protected",
      visible.filter((post) => post.protected).map(titled),
      (count) => `${counted(count, "post")} behind a password: readers get title and link, never the text.`,
      null,
    ),
    ...hiddenFindings(posts),
  ];
  const order = ["fault", "warning", "note"];
  return findings.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}
