// The blog's pictures on the local page: the bot fetches them, with the limits that it has for all others' addresses.
import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import type { Network } from "../../net/network.js";
import { blogPicturesOf } from "../preview-html.js";

/** In bytes; Telegram takes no larger picture by its address than 5 MB, Discord none that is larger than 10. */
const LARGEST = 10 * 1024 * 1024;
const TIME_LIMIT_MS = 15_000;
/** Each is whole in memory, and asks the blog's server. */
const AT_ONCE = 4;
/** More that wait are not waited for. */
const MOST_WAITING = 200;
/** Of the latest answers. */
const MOST_SHOWN = 2_000;
/** What chats show. SVG, which may hold programs, is none of it. */
const TYPE = /^image\/(png|jpeg|gif|webp)(?=;|$)/i;

export interface BlogPictures {
  /** Only what answers show is fetched: who reaches the page is not to reach anything else through the bot. */
  remember(html: string): void;
  /** Answers 404 where there is no such picture, or it cannot be had. */
  get(request: Request): Promise<Response>;
}

export function blogPictures(network: () => Promise<Network>): BlogPictures {
  const shown = new LRUCache<string, true>({ max: MOST_SHOWN });
  const queue = new PQueue({ concurrency: AT_ONCE });
  return {
    remember(html) {
      for (const url of blogPicturesOf(html)) shown.set(url, true);
    },
    async get(request) {
      const url = new URL(request.url).searchParams.get("url") ?? "";
      const { signal } = request;
      const isFetched = shown.has(url) && queue.size < MOST_WAITING;
      const found = isFetched
        ? await queue.add(async () => (signal.aborted ? null : fetched(url, await network(), signal)))
        : null;
      return found ?? new Response("There is no such picture.", { status: 404 });
    },
  };
}

async function fetched(url: string, network: Network, signal: AbortSignal): Promise<Response | null> {
  // With the first picture: undici takes a tenth of a start.
  const { getPage } = await import("../../net/get-page.js");
  const accept = "image/webp,image/png,image/jpeg,image/gif";
  const options = { headers: { accept }, limit: LARGEST, timeLimit: TIME_LIMIT_MS, owner: null };
  const answer = await getPage(url, { ...options, network, signal }).catch(() => null);
  const type = TYPE.exec(answer?.headers.get("content-type") ?? "")?.[0];
  if (answer?.status !== 200 || type === undefined) return null;
  return new Response(Buffer.from(answer.body), {
    headers: {
      "content-type": type,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, max-age=3600",
    },
  });
}
