// The English catalogue; the other languages take its shape.
import { countingIn } from "../counting.js";
import type { Names } from "../names.js";
import { owner } from "./owner.js";
import { reason } from "./reasons.js";
import { settings } from "./settings.js";

const { number, count } = countingIn("en", "one", "other");

const post = { one: "post", other: "posts" };
const tag = { one: "tag", other: "tags" };
const category = { one: "category", other: "categories" };
const place = { one: "place", other: "places" };
const word = { one: "word", other: "words" };
const character = { one: "character", other: "characters" };
const suggestion = { one: "suggestion", other: "suggestions" };

export const en = {
  reason,
  owner,
  settings,
  /** What commands and options are called; those that are not named keep their English names. */
  names: {} as Names,
  /** Between the names or clauses of a list. */
  comma: ", ",
  /** Between the parts of a list that may have commas themselves. */
  semicolon: "; ",
  posts: (n: number) => count(n, post),
  pageOf: (number: number, total: number) => `Page ${number} of ${total}`,
  previous: "‹ Previous",
  next: "Next ›",
  read: "Read on the blog",
  readHere: "Read here",
  share: "Share",
  copyLink: "Copy link",
  /** Where inline mode finds nothing: opens the bot. */
  askInstead: "Nothing fits. Ask the bot",
  wholeArticle: "The whole article",
  readAt: (heading: string) => `Read: ${heading}`,
  onlyYou: "Only you can see this",
  contents: "Contents",
  beginningOnly: "This is only the beginning: the post is too much for a chat. The blog has all of it.",
  /** How long a text is: of one whose script does not divide words, in characters. */
  length: {
    words: (n: number) => count(n, word),
    characters: (n: number) => count(n, character),
  },
  /** `length`: what `length` says. */
  readingTime: (minutes: number, length: string) => `${minutes} min · ${length}`,
  describeRead: "Read a whole post here, part by part",
  optionPart: "The part to begin at",
  showEveryone: "Show to everyone",
  findAnswer: "Find the post that answers this",
  noWordsThere: "That message has no words that I could look for.",
  optionShare: "Show the answer to everyone here",
  choose: "Choose one…",
  yourCopy: "Only the person who asked can use those buttons; here is your own copy.",

  describePost: "Find a post and show its summary",
  describeSearch: "Search the blog and list what fits",
  describeLatest: "The newest posts",
  describePopular: "The posts asked for most",
  describeTags: "All tags, the most used first",
  describeTag: "The posts with a tag",
  describeCategories: "All categories, as a tree",
  describeCategory: "The posts in a category",
  describeArchive: "The posts by year and month",
  describeSeries: "The series of the blog, or the parts of one",
  describeRelated: "What to read beside a post",
  describeNew: "What came since you last asked here",
  describeRandom: "A post picked at random",
  describeAbout: "What blog this is",
  describePrivacy: "What is kept of you and of this chat",
  describeForget: "Removes what is kept of you here",
  describeHelp: "What you can ask",
  optionQuery: "Words of the title, a tag, or what the post is about",
  optionCount: "How many posts",
  optionTag: "A tag of the blog",
  optionCategory: "A category of the blog",
  optionSeries: "A series of the blog",
  optionWhen: "A year or a month, for example 2021-04",

  latestTitle: "Newest posts",
  /** `day`: since when. */
  newSince: (n: number, day: string) => `${count(n, { one: "new post", other: "new posts" })} since ${day}`,
  nothingNew: (day: string) => `Nothing new since ${day}. The newest:`,
  newFromNow: (command: string) => `From now on ${command} shows what came since you last asked.`,
  by: (authors: string) => `By ${authors}`,
  visitBlog: "To the blog",
  privacyTitle: "Privacy",
  keptVisit: (command: string, day: string) => `When you last asked ${command} here: ${day}.`,
  keptNothing: "Nothing is kept of you or of this chat.",
  keptBriefly:
    "A question is kept until it is answered. Nothing is given to anybody else; whoever runs this bot answers for it.",
  forgetIt: "Forget it",
  forgotten: (command: string) => `When you asked ${command} here is no longer kept.`,
  popularTitle: "Asked for most",
  nothingPopular: "No post has been asked for yet.",
  tagsTitle: (n: number) => count(n, tag),
  categoriesTitle: (n: number) => count(n, category),
  tagTitle: (tag: string, n: number) => `Tag ${tag}: ${count(n, post)}`,
  categoryTitle: (path: string, n: number) => `Category ${path}: ${count(n, post)}`,
  archiveTitle: (n: number) => `Archive: ${count(n, post)}`,
  /** `name`: a year or a month. */
  periodTitle: (name: string, n: number) => `${name}: ${count(n, post)}`,
  seriesTitle: (n: number) => `${number(n)} series`,
  related: "Related",
  relatedTitle: (title: string) => `Related to “${title}”`,
  nextInSeries: (title: string) => `Next part: ${title}`,
  searchTitle: (query: string, n: number) => `“${query}”: ${count(n, post)}`,
  severalFit: (query: string) => `Several posts fit “${query}”. Which one?`,
  alsoFits: "Also:",
  protectedNote: "Protected by a password",

  /** What a reader meets first; `command`: what finds a post. */
  welcome: (site: string, command: string) =>
    `I know the posts of ${site || "this blog"}: I find them, show them here, and tell you of new ones. Type what you are looking for (in a group: ${command} and the words), or choose:`,
  /** On the first screen of the bot, at most 512 characters, and on its profile, at most 120. */
  botDescription: (site: string) =>
    `I know the posts of ${site || "this blog"}: I find them, show them here, and tell you of new ones. Type what you are looking for.`,
  botShort: (site: string) =>
    `Finds the posts of ${site || "a blog"}, shows them in the chat and tells of new ones.`,
  /** To a group that the bot was added to; `post`, `help`, `subscribe`: commands. */
  greetGroup: (site: string, post: string, help: string) =>
    `I know the posts of ${site || "this blog"}: ${post} and some words finds one, ${help} shows what else can be asked.`,
  greetManagers: (subscribe: string) => `Administrators can have new posts sent here: ${subscribe}`,
  addMe: { group: "Add me to a group", channel: "Send new posts to a channel" },
  pickChannel:
    "Choose the channel that new posts are to come to. If you are its administrator, I become one there too, with the right to post.",
  pickChannelButton: "Choose a channel",
  channelNeedsMe:
    "I need to be an administrator of that channel with the right to post messages. Then choose it again.",
  welcomeTo: {
    newest: "Newest",
    tags: "Tags",
    random: "Random",
    subscribe: "Subscribe",
    search: "Search",
    help: "Help",
  },
  helpTitle: (site: string) => `Ask ${site || "this blog"}`,
  helpIntro: (n: number) => `I know ${count(n, post)} of this blog. You can ask:`,
  needQuery: (example: string) => `Tell me what to look for, for example: ${example}`,
  needTag: (example: string) => `Tell me a tag, for example: ${example}`,
  needCategory: (example: string) => `Tell me a category, for example: ${example}`,
  nothingFound: (query: string) => `I found nothing for “${query}”.`,
  /** `part`: what was typed, `before:2020`; `known`: the filters there are. */
  badFilter: (part: string, known: string) =>
    `I do not understand “${part}”. There are the filters ${known}.`,
  noSuchTag: (tag: string) => `No post has the tag “${tag}”.`,
  noSuchCategory: (name: string) => `There is no category “${name}”.`,
  noSuchSeries: (name: string) => `There is no series “${name}”.`,
  nothingRelated: (title: string) => `I know nothing related to “${title}”.`,
  nothingAbout: (query: string) => `Nothing about “${query}”. Nearest:`,
  nearest: "Perhaps you meant:",
  noPosts: "This blog has no posts yet.",
  noTags: "No post of this blog has a tag.",
  noCategories: "No post of this blog has a category.",
  noSeries: "This blog has no series.",
  noDates: "No post of this blog has a date.",
  /** `there`: what `postsBetween` says. */
  badPeriod: (text: string, example: string, there: string) =>
    `I do not understand “${text}”. Write a year or a month, as in ${example}. ${there}`,
  noPostsThen: (name: string, there: string) => `There is no post of ${name}. ${there}`,
  postsBetween: (first: string, last: string) =>
    first === last ? `All posts are of ${first}.` : `There are posts from ${first} to ${last}.`,
  gone: "What this button pointed to is no longer there.",
  /** A button or form too old, or forged. */
  tooOld: "I can no longer tell what was meant here. Please ask again.",
  unknownCommand: (name: string, help: string) => `I do not know ${name}. ${help} shows what you can ask.`,
  badNumber: (name: string, min: number, max: number) =>
    `${name} must be a whole number from ${min} to ${max}.`,
  describeSubscribe: "Hear of new posts here",
  describeUnsubscribe: "Hear of new posts no more",
  describeSubscriptions: "What this chat hears of",
  describeWhy: "When a post was announced, and to whom",
  optionTo: "Tags, categories, word:WORD or author:NAME, with commas between; every post when empty",
  optionLang: "Only posts in this language, for example en",
  optionSilent: "Without a sound",
  optionRole: "A role to mention with every post",
  optionDigest: "All new posts together, daily or weekly",
  optionAt: "When the digest comes, for example 09:00",
  optionQuiet: "Hours without a message, for example 22:00-07:00",
  optionZone: "Your time zone, for example Europe/Berlin",
  daily: "daily",
  weekly: "weekly, on Mondays",
  everyPost: "every new post",
  /** `language`: its name in this language. */
  inLanguage: (language: string) => `in ${language}`,
  silently: "without a sound",
  mentionsRole: (role: string) => `mentions role ${role}`,
  asDigest: {
    daily: (at: string, zone: string) => `together, daily at ${at} (${zone})`,
    weekly: (at: string, zone: string) => `together, on Mondays at ${at} (${zone})`,
  },
  notBetween: (from: string, to: string, zone: string) => `not between ${from} and ${to} (${zone})`,
  subscribed: (what: string) => `This chat hears of: ${what}.`,
  /** `place`: another channel. */
  subscribedAt: (place: string, what: string) => `${place} hears of: ${what}.`,
  latestPost: (title: string) => `Latest: ${title}`,
  unsubscribed: "This chat hears of new posts no more.",
  notSubscribed: (command: string) => `This chat hears of no posts. ${command} changes that.`,
  byConfiguration:
    "The owner of the bot set this chat in the configuration (ANNOUNCE_TO) and must change it there.",
  suspendedBecause: (why: string) => `Nothing is sent just now: ${why}`,
  mayNotManage:
    "Only those who manage this chat may decide that. You can always subscribe for yourself in a private chat with me.",
  /** Of a chat, as its platform calls them. */
  rights: { view: "View Channel", send: "Send Messages", sendInThreads: "Send Messages in Threads" },
  /** `rights`: what of `rights` is missing. */
  mayNotSend: (rights: string) =>
    `I may not write here yet: give me the right “${rights}” in this channel, then subscribe again.`,
  cannotPush:
    "New posts come to a chat on Discord or Telegram. Ask there with /subscribe, in a channel, a group, or a talk with the bot alone: they come to where it is asked.",
  nothingYet: (names: string) => `No post fits ${names} yet. Subscribe all the same?`,
  subscribeAnyway: "Yes, subscribe",
  badZone: (zone: string) =>
    `I do not know the time zone “${zone}”. Name it like Europe/Berlin or Asia/Shanghai.`,
  tooManySubscriptions: (limit: number) =>
    `This group or server has ${limit} subscriptions, as many as it may have. End one by /unsubscribe where it was made, or ask whoever runs this bot for more.`,
  badRole: (role: string) => `I do not know the role “${role}”. Write @ and choose it, or give its number.`,
  badTime: (time: string) =>
    `I do not understand “${time}”. Write a time like 09:00, quiet hours like 22:00-07:00.`,
  neverSeen: (title: string) => `I have not looked at “${title}” for announcing yet.`,
  whySeen: (when: string) => `Noticed ${when}`,
  whyLive: (when: string) => `Live ${when}`,
  whyWaits: (next: string) => `Not known to be live yet; looked at again ${next}`,
  whyWaitsBecause: (why: string, next: string) => `Not known to be live yet: ${why}; looked at again ${next}`,
  whyHeld: "Held: too many posts were new at once. The owner of the bot decides.",
  /** `places`: what `whyPlaces` says, with `comma` between. */
  whyTold: (when: string, places: string) => `Announced ${when}: ${places}`,
  whyPlaces: {
    sent: (n: number) => `sent to ${count(n, place)}`,
    coming: (n: number) => `to be sent to ${n}`,
    unsure: (n: number) => `perhaps sent to ${n}`,
    held: (n: number) => `kept for ${n} until I may write there again`,
    failed: (n: number) => `failed for ${n}`,
  },
  whyTakenBack: "Taken back since then",
  whyHere: {
    sent: (when: string) => `Sent here ${when}`,
    coming: (when: string) => `Comes here ${when}`,
    unsure: (when: string, reason: string) => `Perhaps sent here; looked into ${when} (${reason})`,
    held: (_when: string, reason: string) =>
      `Held for this chat: ${reason}. It comes as soon as I may write here again`,
    failed: (_when: string, reason: string) => `Not sent here: ${reason}`,
  },
  whyNotHere: "Not sent here: this chat had not subscribed to such posts",
  whyNot: (reason: string) => `Not announced: ${reason}`,
  whyFailed: (reason: string) => `Failed: ${reason}`,
  newPosts: (n: number) => (n === 1 ? "A new post" : `${n} new posts`),
  /** Below the post of a channel, where its readers talk. */
  discussHere: (title: string) => `Talk about “${title}” here.`,
  takenBack: "This post was taken back.",
  fault: "Something went wrong here. It has been noted; please try again.",
  storeFault:
    "The bot cannot read or write its notes just now, so this could not be done. Please try again in a few minutes.",

  pageIntro: "Type what you would type in a chat. The answer is shown as each chat would show it.",
  pageInput: "A command, or just words",
  pagePlaceholder: "/post …",
  pageAsk: "Ask",
  pageTry: "Try",
  pageSamples:
    "These are the sample posts. To see your own blog, run `npm run init`, or put POSTS_DIR=… (a folder) or SOURCE=… (a git repository or a feed) into the file .env; then start again.",
  invite: {
    server: "Add it to a server",
    chat: "Write to it",
    group: "Add it to a group",
    channel: "Add it to a channel",
  },
  pageChats: "Chat",
  pageApp: "APP",
  pageYou: "You",
  pageAnswered: (chat: string) => `The answer in ${chat}`,
  pageReadingBegins: "The posts are still to come; until they are here they cannot be found.",
  pageReading: (read: number, of: number) =>
    `Reading the posts: ${number(read)} of ${number(of)}. Until then not everything is found.`,
  pageConnecting: (chat: string) => `${chat}: connecting …`,
  pageStandby: (chat: string) =>
    `${chat}: another Postern on the same database answers; this one takes over when that is gone.`,
  pageConnected: (chat: string, bot: string) => `${chat}: connected as ${bot}. The same answers wait there.`,
  pageShards: (held: number, of: number) => `Shards of its servers here: ${number(held)} of ${number(of)}.`,
  pageRefused: (chat: string, reason: string) => `${chat}: does not answer. ${reason}`,
  pageUnreachable: (chat: string, reason: string, hint: string) =>
    `${chat}: not reachable (${reason}). Postern goes on trying. ${hint}`,
  pageToken: (chat: string, variable: string) =>
    `${chat}: put ${variable}=… into the file .env and start again. The README shows how to get a token.`,
  pageSuggestions: (n: number) => count(n, suggestion),
  pageWhy: "Why these were found",
  searchField: {
    title: "in its title",
    slug: "in its address",
    tags: "in its tags",
    categories: "in its categories",
    excerpt: "in its summary",
    body: "in its text",
  },
  searchWay: {
    exact: "exactly",
    form: "in another form",
    prefix: "by its beginning",
    typo: "despite a typo",
    abbreviation: "by abbreviation",
    part: "as part of a word",
    translation: "by translation",
    pinyin: "by pinyin",
    initials: "by initials",
    reading: "by reading",
    sound: "by sound",
    title: "as the title",
    phrase: "word for word",
  },
  testMessage: (blog: string) => `This is a test: new posts of ${blog || "the blog"} will be announced here.`,
  pageLost: "Postern does not answer. Is it still running?",
};

/** Every phrase, in one language. */
export type Phrases = typeof en;
