// /read POST [PART]: the whole article in the chat, part by part, with its contents.
import { emphasis, paragraph } from "../document/builders.js";
import type { Block } from "../document/document.js";
import { codeName } from "../document/code-name.js";
import type { DividedArticle } from "../fit/article.js";
import type { Chapter, ArticleSpan } from "../fit/parts.js";
import type { Post } from "../post/post.js";
import { linkButton, readingNote } from "../reply/card.js";
import { listReply, nameLine } from "../reply/list.js";
import type { Action, Button, Reply } from "../reply/reply.js";
import { postCard, relatedButton, remark } from "./answers.js";
import type { Command, Context } from "./command.js";
import { fromHeading, mark, markOf, partFor } from "./heading-mark.js";
import { findPart } from "./find-part.js";
import { postOption, suggestPosts } from "./find-post.js";
import { exampleOf, noneFits } from "./nothing-found.js";
import { linkedToPages } from "../post/linked-pages.js";
import { nextButton } from "./series.js";

/** Code longer than this (UTF-16 units, some 100 lines) is offered as a file besides. */
const LONG_CODE = 4000;
/** Lines of the contents on one page. */
const CHAPTERS_PER_PAGE = 20;

export const read: Command = {
  name: "read",
  description: ({ say }) => say.describeRead,
  shares: true,
  counts: "article",
  options: [
    postOption,
    {
      name: "part",
      description: ({ say }) => say.optionPart,
      required: false,
      kind: "number",
      min: 1,
      max: 999,
    },
  ],

  async run(args, context) {
    const wanted = (args["query"] ?? "").trim();
    if (wanted === "") return remark(context.locale.say.needQuery(exampleOf("read", context)));
    const { post, part, near = [] } = findPart(wanted, args["part"], context);
    if (!post) return noneFits(wanted, near, context);
    const article = await context.library.article(post.id);
    // Protected, or nothing but a title: the card says what there is to say.
    if (!article || article.parts.length === 0) return postCard(post, context);
    return args["contents"] === undefined
      ? partReply(post, article, part === undefined ? args : { ...args, part }, context)
      : contentsReply(post, article, context);
  },

  suggest: (option, typed, context) => (option === postOption.name ? suggestPosts(typed, context) : []),
};

function partReply(
  post: Post,
  article: DividedArticle,
  args: Readonly<Record<string, string>>,
  context: Context,
): Reply {
  const { say } = context.locale;
  const { parts, spans, chapters } = article;
  const number = Math.min(partFor(chapters, args, context.page), parts.length);
  const to = (part: number): Action | null =>
    part >= 1 && part <= parts.length
      ? { command: "read", args: { query: post.id, ...mark(chapters, part) }, page: part }
      : null;
  const posts = context.library.visible();
  const shown = linkedToPages(parts[number - 1]?.document ?? [], post, posts);
  const fromHere = fromHeading(shown, chapters, args, number);
  const head = number === 1 && !fromHere ? headOf(post, article, context) : [];
  const contents = {
    label: say.contents,
    action: { command: "read", args: { query: post.id, contents: "1" } },
  };
  const buttonsFor = (at: number, count: number) => [
    ...(count > 1 && chapters.length > 1 ? [contents] : []),
    ...linkButton(post, context.locale),
    ...(at === count ? goOn(post, context) : []),
  ];
  const code = parts[number - 1]?.code;
  const beginningOnly = article.cut === true ? [paragraph(emphasis(say.beginningOnly))] : [];
  const at = spans.findLastIndex(({ first }) => first <= number);
  const span = spans[at];
  const spanShown = linkedToPages(span?.document ?? [], post, posts);
  const spanFromHere = fromHeading(spanShown, chapters, args, span?.first ?? 1);
  const beginning = (span: ArticleSpan | undefined): Action | null => (span ? to(span.first) : null);
  return {
    title: post.title,
    body: [...head, ...(fromHere ?? shown), ...(number === parts.length ? beginningOnly : [])],
    ...((parts.length > 1 || fromHere) && {
      page: {
        number,
        count: parts.length,
        previous: to(fromHere ? number : number - 1),
        next: to(number + 1),
      },
    }),
    ...(code && code.value.length > LONG_CODE && { file: { name: codeName(code.lang), text: code.value } }),
    article: {
      body: [
        ...(at === 0 && !spanFromHere ? headOf(post, article, context) : []),
        ...(spanFromHere ?? spanShown),
        ...(at === spans.length - 1 ? beginningOnly : []),
      ],
      ...((spans.length > 1 || spanFromHere) && {
        page: {
          number: at + 1,
          count: spans.length,
          previous: beginning(spanFromHere ? span : spans[at - 1]),
          next: beginning(spans[at + 1]),
        },
      }),
      buttons: buttonsFor(at + 1, spans.length),
    },
    buttons: buttonsFor(number, parts.length),
    posts: [post],
    audience: "asker",
  };
}

/** Below the end: the next part of its series, and what to read beside it. */
const goOn = (post: Post, context: Context): readonly Button<Action>[] => [
  ...nextButton(post, context),
  ...relatedButton(post, context),
];

/** What stands before the text: the cover, unless the text shows it itself, and how long it takes to read. */
function headOf(post: Post, { parts }: DividedArticle, { locale }: Context): readonly Block[] {
  const { cover } = post;
  const shown = parts.some(({ document }) =>
    document.some((block) => block.type === "figure" && block.url === cover),
  );
  return [
    ...(cover !== null && !shown ? [{ type: "figure" as const, url: cover, alt: "", caption: [] }] : []),
    ...readingNote(post, locale).map((note) => paragraph(emphasis(note))),
  ];
}

function contentsReply(post: Post, { chapters }: DividedArticle, context: Context): Reply {
  const request = { command: "read", args: { query: post.id, contents: "1" } };
  const top = Math.min(...chapters.map((chapter) => chapter.level));
  const toChapter = (chapter: Chapter): Action => ({
    command: "read",
    args: { query: post.id, ...markOf(chapters, chapters.indexOf(chapter)) },
    page: chapter.part,
  });
  return listReply({
    title: `${context.locale.say.contents}: ${post.title}`,
    items: chapters,
    line: (chapter) => nameLine(chapter.title, "", toChapter(chapter), chapter.level - top),
    pages: { size: CHAPTERS_PER_PAGE, wanted: context.page, request },
    buttons: linkButton(post, context.locale),
    posts: () => [post],
    audience: "everyone",
  });
}
