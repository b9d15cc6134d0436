// What `postern init` says, in English; the shape of every language's words.
export const en = {
  title: "Postern: your blog in your readers' chats",
  offer: (seconds: number) => `No blog is set yet. Set it up now? (In ${seconds} s Postern starts without.)`,
  whichBlog: "Where is your blog? A folder, a git repository, or the address of a feed",
  reading: "Reading it",
  fetching: "Fetching it; a repository's first fetch may take some minutes",
  noSuchFolder: (path: string) => `There is no folder ${path}.`,
  noPosts: "No posts were found there. Name the root of the site, or its folder of posts.",
  blogFact: {
    generator: "Read as",
    posts: "Posts",
    newest: "Newest",
    link: "Its link",
    timezone: "Time zone",
  },
  noLink: "none: set SITE_URL to your blog's address",
  machinesZone: (zone: string) => `${zone}, this machine's`,
  siteUrl: "The public address of your blog (empty: posts have no links)",
  timezone: "The time zone of the dates in your posts",
  tokenOf: (platform: string) => `The token of your ${platform} bot (hidden; empty leaves ${platform} out)`,
  tokenKept: (platform: string) => `The token of your ${platform} bot (hidden; empty keeps the one you have)`,
  howToGet: {
    discord: "discord.com/developers/applications → New Application → Bot → Reset Token",
    telegram: "Write to @BotFather in Telegram: /newbot",
  } as Readonly<Record<string, string>>,
  notAToken: (platform: string) => `This is not the form of a ${platform} token.`,
  tokenOfAnother: (platform: string) => `That is a token of ${platform}: it is taken for that.`,
  asking: (platform: string) => `Asking ${platform} whose token it is`,
  connected: (platform: string, name: string) => `${platform}: ${name}`,
  unreachable: (platform: string, reason: string) =>
    `${platform} cannot be reached from here (${reason}). The token is kept unchecked. Behind a proxy, set HTTPS_PROXY.`,
  announceTo:
    "Where is every new post announced? discord:CHANNEL_ID, telegram:@channel, several with commas (empty: only where readers subscribe)",
  testNow: "Send a test message there now?",
  testSent: (place: string) => `A test message is in ${place}.`,
  testFailed: (place: string, reason: string) => `Nothing could be sent to ${place}: ${reason}`,
  yes: "Yes",
  no: "No",
  write: (file: string) => `Write this to ${file}?`,
  written: (file: string) => `${file} is written; only you can read it.`,
  ignoreIt: (file: string) => `${file} holds your tokens and lies in a git repository: add it to .gitignore.`,
  nothingWritten: "A dry run: nothing was written.",
  unchanged: (file: string) => `${file} says all of this already.`,
  next: (command: string) => `Next: ${command}`,
  cancelled: "Nothing was written.",
};

export type SetupWords = typeof en;
