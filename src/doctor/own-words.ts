// Where a site itself says that its posts are: sitemaps and feeds of the built site, its server, links between posts.
import type { Library } from "../library/library.js";
import { siteFiles } from "../library/site-files.js";
import { isPublicAddress } from "../net/public-address.js";
import type { Network } from "../net/network.js";
import { getPage } from "../net/get-page.js";
import type { Source } from "../source/source.js";

export interface OwnWords {
  /** As it is called in a sentence: `public/sitemap.xml`. */
  readonly from: string;
  /** Absolute, of the site that most of them belong to. */
  readonly addresses: readonly string[];
}

const FILES = [
  "sitemap.xml",
  "sitemap-0.xml",
  "sitemap-index.xml",
  "atom.xml",
  "feed.xml",
  "index.xml",
  "rss.xml",
];
/** Where generators put the built site, from its root. */
const BUILT = [
  "public/",
  "docs/",
  "_site/",
  "dist/",
  "build/",
  ".vitepress/dist/",
  ".vuepress/dist/",
  "output/",
];
/** Sitemaps that one index leads to. */
const MOST_PARTS = 3;
const LIMIT = 4 * 1024 * 1024;
const TIME_LIMIT_MS = 10_000;

/** The addresses that a sitemap or a feed names. */
export function addressesIn(xml: string): readonly string[] {
  const found = xml.matchAll(
    /<(?:loc|link)>\s*([^<\s]+)\s*<\/|<(?:\w+:)?link\b[^>]{0,300}?\bhref=["']([^"']+)/g,
  );
  const all = [...found].map(([, text = "", href = ""]) => (text || href).replaceAll("&amp;", "&"));
  return ofOneSite(all.filter((url) => /^https?:/.test(url) && URL.canParse(url)));
}

/** Those of the host that most are of. */
function ofOneSite(urls: readonly string[]): readonly string[] {
  const hosts = new Map<string, number>();
  for (const url of urls) hosts.set(new URL(url).host, (hosts.get(new URL(url).host) ?? 0) + 1);
  const [most] = [...hosts].toSorted((a, b) => b[1] - a[1]);
  return [...new Set(urls.filter((url) => new URL(url).host === most?.[0]))];
}

/** What the files of the built site say, where it lies beside its sources; a copy built for one machine says nothing. */
export async function builtWords(source: Source): Promise<OwnWords | null> {
  const files = siteFiles(source);
  for (const folder of BUILT) {
    const names = await files.list(folder);
    for (const name of FILES.filter((one) => names.includes(one))) {
      const addresses = addressesIn((await files.read(folder + name)) ?? "").filter((url) =>
        isPublicAddress(url),
      );
      if (addresses.some((url) => new URL(url).pathname !== "/")) return { from: folder + name, addresses };
    }
  }
  return null;
}

/** What the site's server says. */
export async function servedWords(siteUrl: string, network: Network): Promise<OwnWords | null> {
  const get = async (url: string): Promise<string> => {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    const request = { headers: {}, limit: LIMIT, signal, network, owner: siteUrl };
    const answer = await getPage(url, request).catch(() => null);
    return answer?.status === 200 ? new TextDecoder().decode(answer.body) : "";
  };
  for (const name of FILES) {
    const from = `${siteUrl}/${name}`;
    const named = addressesIn(await get(from));
    const parts = named.filter((url) => url.endsWith(".xml")).slice(0, MOST_PARTS);
    const inner = await Promise.all(parts.map(async (url) => addressesIn(await get(url))));
    const addresses = [...named.filter((url) => !parts.includes(url)), ...inner.flat()];
    if (addresses.some((url) => new URL(url).pathname !== "/")) return { from, addresses };
  }
  return null;
}

const LINK = /(?:\]\(|\bhref=["']|^ {0,3}\[[^\]\n]{1,200}\]:\s*<?)((?:https?:\/)?\/[^\s"'<>)#]{1,500})/gm;

/** The links to this site in the texts of the posts of its first source, as they are written. */
export async function linkedWords(library: Library, source: Source): Promise<OwnWords | null> {
  const { url } = library.site;
  if (url === null) return null;
  const found: string[] = [];
  const files = siteFiles(source);
  for (const post of library.visible()) {
    const written = post.protected ? "" : ((await files.read(post.source)) ?? "");
    for (const [, link = ""] of written.matchAll(LINK))
      if (URL.canParse(link, url) && new URL(link, url).host === new URL(url).host)
        found.push(new URL(link, url).href);
  }
  return found.length === 0 ? null : { from: "links between posts", addresses: [...new Set(found)] };
}
