// Asks whether a post's page is live, without ever being led into a private network.
import type { Network } from "../net/network.js";
import { isPublicAddress } from "../net/public-address.js";
import type { PageReason } from "../subscription/reason.js";

/** Whether a post's page must be live before it is announced; `when` null: where the site's address is public. */
export const waitsForPage = (when: "live" | "now" | null, site: string | null): boolean =>
  when === null ? isPublicAddress(site) : when === "live";

export type Liveness = { readonly live: true } | { readonly live: false; readonly reason: PageReason };

interface HttpAnswer {
  readonly status: number;
  readonly location: string | null;
  /** Whether it is a question to a browser that only a person's can answer. */
  readonly challenge: boolean;
}

const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 5;
const headers = { "user-agent": "Postern (is this post live?)", accept: "text/html,*/*" };

/** A site that is shut to programs says nothing of its pages. */
const refusesBots = ({ status, challenge }: HttpAnswer): boolean =>
  [401, 403, 429].includes(status) || (status === 503 && challenge);

const notLive = (reason: PageReason): Liveness => ({ live: false, reason });
const leadsTo = (where: string): Liveness => notLive({ code: "page-leads-to", where });
const siteOf = (url: URL): string => url.hostname.replace(/^www\./, "");

/**
 * Whether `url` answers 200: HEAD, then GET where HEAD is not understood; redirects are followed within the
 * same site. Private addresses are refused unless `site` is one itself. Never throws.
 */
export async function checkLive(url: string, site: string | null, network: Network): Promise<Liveness> {
  // With the first page that is looked at: undici takes a tenth of a start.
  const { ask } = await import("../net/ask.js");
  const answerOf = async (at: URL, method: "HEAD" | "GET"): Promise<HttpAnswer> => {
    const question = { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS), owner: site };
    const response = await ask(at, question, network);
    // The status is all that is wanted.
    await response.body?.cancel();
    return {
      status: response.status,
      location: response.headers.get("location"),
      challenge: response.headers.has("cf-mitigated"),
    };
  };
  try {
    let at = new URL(url);
    const home = siteOf(at);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const head = await answerOf(at, "HEAD");
      const answer = head.status < 400 ? head : await answerOf(at, "GET");
      const { status, location } = answer;
      if (status === 200) return { live: true };
      if (refusesBots(answer)) {
        const homeToo = refusesBots(await answerOf(new URL("/", at), "GET"));
        return notLive({ code: "page-refuses-bot", status, homeToo });
      }
      if (status < 300 || status >= 400 || location === null)
        return notLive({ code: "page-answers", status });
      at = new URL(location, at);
      if (siteOf(at) !== home) return leadsTo(at.hostname);
    }
    return notLive({ code: "page-leads-in-circle" });
  } catch (error) {
    return notLive({ code: "page-unreachable", text: (error as Error).message });
  }
}
