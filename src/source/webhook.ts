// The webhook that tells of a push: GitHub, Gitea (Forgejo) and GitLab. It only ever makes the sources look again.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Where it is called. */
export const WEBHOOK = { method: "POST", path: "/webhook/source", bodyLimit: 5 * 1024 * 1024 } as const;

export interface SourceWebhookOptions {
  readonly secret: string;
  /** Looks at the origins; not waited for. */
  readonly refresh: () => void;
  /** Where calls already taken are remembered over restarts. */
  readonly seen: { load(): Promise<string | null>; save(text: string): Promise<void> };
  readonly now?: () => Date;
}

/** Fits the server's route. */
export interface WebhookRoute {
  readonly method: "POST";
  readonly path: string;
  readonly bodyLimit: number;
  handle(request: Request): Promise<Response>;
}

/** GitHub says when the push was made; an older one is somebody's recording. */
const MAX_AGE_MS = 15 * 60_000;
const SEEN_LIMIT = 500;

const same = (a: string, b: string): boolean => {
  const [digestA, digestB] = [a, b].map((one) => createHash("sha256").update(one).digest());
  return digestA !== undefined && digestB !== undefined && timingSafeEqual(digestA, digestB);
};

const say = (status: number, text: string): Response => new Response(`${text}\n`, { status });

/**
 * What a call is known by when its sender proved the secret, else null: its body, which GitHub and Gitea sign. GitLab
 * only sends the secret; its event id stands outside the body, where whoever repeats a call could write another.
 */
function proofOf(request: Request, body: Uint8Array, secret: string): string | null {
  const signed = createHmac("sha256", secret).update(body).digest("hex");
  const github = request.headers.get("x-hub-signature-256");
  if (github !== null) return same(github, `sha256=${signed}`) ? signed : null;
  const gitea = request.headers.get("x-gitea-signature") ?? request.headers.get("x-forgejo-signature");
  if (gitea !== null) return same(gitea, signed) ? signed : null;
  const gitlab = request.headers.get("x-gitlab-token");
  if (gitlab === null || !same(gitlab, secret)) return null;
  return signed;
}

/** When the push was made, where the body says so (GitHub: `repository.pushed_at`, seconds); else null. */
function pushedAt(body: Uint8Array): number | null {
  try {
    const data = JSON.parse(new TextDecoder().decode(body)) as {
      repository?: { pushed_at?: unknown };
    } | null;
    const at = data?.repository?.pushed_at;
    return typeof at === "number" ? at * 1000 : null;
  } catch {
    return null;
  }
}

export function createWebhook({
  secret,
  refresh,
  seen,
  now = () => new Date(),
}: SourceWebhookOptions): WebhookRoute {
  let known: Promise<Set<string>> | null = null;
  const load = async (): Promise<Set<string>> =>
    new Set((await seen.load().catch(() => null))?.split(" ").filter(Boolean) ?? []);
  return {
    ...WEBHOOK,
    async handle(request) {
      const body = new Uint8Array(await request.arrayBuffer());
      const proof = proofOf(request, body, secret);
      if (proof === null) return say(401, "The signature is missing or wrong.");
      if (request.headers.get("x-github-event") === "ping") return say(200, "The webhook works.");
      known ??= load();
      const taken = await known;
      const key = createHash("sha256").update(proof).digest("base64url").slice(0, 22);
      if (taken.has(key)) return say(409, "This call was taken before.");
      const at = pushedAt(body);
      if (at !== null && Math.abs(now().getTime() - at) > MAX_AGE_MS)
        return say(403, "This call is too old.");
      taken.add(key);
      const oldest = taken.values().next().value;
      if (taken.size > SEEN_LIMIT && oldest !== undefined) taken.delete(oldest);
      await seen.save([...taken].join(" ")).catch(() => undefined);
      refresh();
      return say(202, "Thank you, looking for news.");
    },
  };
}
