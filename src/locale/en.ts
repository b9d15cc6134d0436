// The English catalogue; the other languages take its shape.

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const en = {
  posts: (n: number) => count(n, "post", "posts"),
  pageOf: (number: number, total: number) => `Page ${number} of ${total}`,
  previous: "‹ Previous",
  next: "Next ›",
  read: "Read on the blog",
  readHere: "Read here",
  contents: "Contents",
  readingTime: (minutes: number, words: number) => `${minutes} min · ${count(words, "word", "words")}`,
  describeRead: "Read a whole post here, part by part",
  optionPart: "The part to begin at",
  choose: "Choose one…",
  yourCopy: "Only the person who asked can use those buttons; here is your own copy.",

  describePost: "Find a post and show its summary",
  describeSearch: "Search the blog and list what fits",
  describeLatest: "The newest posts",
  describeTags: "All tags, the most used first",
  describeTag: "The posts with a tag",
  describeCategories: "All categories, as a tree",
  describeCategory: "The posts in a category",
  describeRandom: "A post picked at random",
  describeHelp: "What you can ask",
  optionQuery: "Words of the title, a tag, or what the post is about",
  optionCount: "How many posts",
  optionTag: "A tag of the blog",
  optionCategory: "A category of the blog",

  latestTitle: "Newest posts",
  tagsTitle: (n: number) => count(n, "tag", "tags"),
  categoriesTitle: (n: number) => count(n, "category", "categories"),
  tagTitle: (tag: string, n: number) => `Tag ${tag}: ${count(n, "post", "posts")}`,
  categoryTitle: (path: string, n: number) => `Category ${path}: ${count(n, "post", "posts")}`,
  searchTitle: (query: string, n: number) => `“${query}”: ${count(n, "post", "posts")}`,
  severalFit: (query: string) => `Several posts fit “${query}”. Which one?`,
  alsoFits: "Also:",
  protectedNote: "Protected by a password",

  helpTitle: (site: string) => `Ask ${site}`,
  helpIntro: (n: number) => `I know ${count(n, "post", "posts")} of this blog. You can ask:`,
  needQuery: (example: string) => `Tell me what to look for, for example: ${example}`,
  needTag: (example: string) => `Tell me a tag, for example: ${example}`,
  needCategory: (example: string) => `Tell me a category, for example: ${example}`,
  nothingFound: (query: string) => `I found nothing for “${query}”.`,
  noSuchTag: (tag: string) => `No post has the tag “${tag}”.`,
  noSuchCategory: (name: string) => `There is no category “${name}”.`,
  nearest: "Perhaps you meant:",
  noPosts: "This blog has no posts yet.",
  noTags: "No post of this blog has a tag.",
  noCategories: "No post of this blog has a category.",
  gone: "What this button pointed to is no longer there.",
  unknownCommand: (name: string, help: string) => `I do not know ${name}. ${help} shows what you can ask.`,
  badNumber: (name: string, min: number, max: number) =>
    `${name} must be a whole number from ${min} to ${max}.`,
  newPosts: (n: number) => (n === 1 ? "A new post" : `${n} new posts`),
  takenBack: "This post was taken back.",
  fault: "Something went wrong here. It has been noted; please try again.",

  pageIntro: "Type what you would type in a chat. The answer is shown as each chat would show it.",
  pageInput: "A command, or just words",
  pagePlaceholder: "/post …",
  pageAsk: "Ask",
  pageTry: "Try",
  pageYou: "You",
  pageAnswered: (chat: string) => `The answer in ${chat}`,
  pageConnected: (chat: string) => `${chat}: connected. The same answers wait there.`,
  pageToken: (chat: string, variable: string) =>
    `${chat}: put ${variable}=… into the file .env and start again. The README shows how to get a token.`,
  pageSuggestions: (n: number) => count(n, "suggestion", "suggestions"),
  pageLost: "Postern does not answer. Is it still running?",
};

/** Every phrase, in one language. */
export type Phrases = typeof en;
