// The owner's pages under /owner: the outbox, the places, the posts, the doctor. Open on this machine alone, or by password.
import { readFile } from "node:fs/promises";
import { Hono, type Context } from "hono";
import { csrf } from "hono/csrf";
import { html } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import type { Route } from "../http/route.js";
import { localeFor } from "../locale/locale.js";
import { loadOwnerPages } from "../locale/owner-pages.js";
import { layout, type OwnerPage } from "./layout.js";
import { outboxPage } from "./outbox-page.js";
import { doctorPage, overviewPage } from "./overview-page.js";
import type { Owner, Speech } from "./owner.js";
import { postPage, postsPage } from "./post-pages.js";
import { pressOutbox, pressSubscriptions } from "./presses.js";
import { createSessions } from "./sessions.js";
import { subscriptionsPage } from "./subscriptions-page.js";

export interface OwnerOptions {
  readonly owner: Owner;
  readonly password: string | null;
  /** Whether nobody but who sits at this machine can ask: the server listens here alone, and no proxy hands requests on. */
  readonly here: boolean;
}

export function ownerRoutes({ owner, password, here }: OwnerOptions): readonly Route[] {
  const sessions = password === null ? null : createSessions(password);
  const app = new Hono().basePath("/owner");
  const show = async (
    context: Context,
    page: (speech: Speech) => OwnerPage | Promise<OwnerPage>,
    status: 200 | 401 | 403 | 404 | 429 = 200,
  ) => {
    const speech = await speechOf(context);
    const shown = await page(speech);
    return context.html(
      layout({ ...shown, session: sessions !== null && shown.alone !== true }, speech),
      status,
    );
  };
  const speechOf = async (context: Context): Promise<Speech> => {
    const wanted = context.req.header("accept-language")?.split(/[,;]/)[0]?.trim() ?? null;
    const locale = localeFor(wanted, owner.library.site.lang);
    return { locale, words: await loadOwnerPages(locale.tag) };
  };

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: false,
    }),
  );
  app.use(async (context, next) => {
    await next();
    context.header("cache-control", "no-store");
  });
  app.get("/owner.css", async (context) =>
    context.body(await readFile(new URL("./owner.css", import.meta.url), "utf8"), 200, {
      "content-type": "text/css; charset=utf-8",
    }),
  );
  // Another site's page may send forms here, with the owner's cookie or from the owner's own machine.
  app.use(csrf());
  app.post("/sign-in", async (context) => {
    if (sessions === null) return context.redirect("/owner", 303);
    const signedIn = await sessions.signIn(context, (await formOf(context)).get("password") ?? "");
    if (signedIn === "in") return context.redirect("/owner", 303);
    return signedIn === "wrong"
      ? show(context, (speech) => signIn(speech, speech.words.wrong), 401)
      : show(context, (speech) => signIn(speech, speech.words.tooMany), 429);
  });
  app.use(async (context, next) => {
    if (sessions === null ? here : await sessions.isSignedIn(context)) return next();
    return sessions === null
      ? show(context, closed, 403)
      : show(context, (speech) => signIn(speech, null), 401);
  });
  app.post("/sign-out", (context) => {
    sessions?.signOut(context);
    return context.redirect("/owner", 303);
  });

  app.get("/", (context) =>
    show(context, async (speech) => ({
      title: speech.words.overview,
      body: await overviewPage(owner, speech),
    })),
  );
  const showOutbox = (context: Context, form: ReadonlyMap<string, string> | null) =>
    show(context, async (speech) => ({
      title: speech.locale.say.owner.outbox,
      said: form && (await pressOutbox(owner, form, speech)),
      body: await outboxPage(owner, queryOf(context), speech),
    }));
  const showSubscriptions = (context: Context, form: ReadonlyMap<string, string> | null) =>
    show(context, async (speech) => ({
      title: speech.words.subscriptions,
      said: form && (await pressSubscriptions(owner, form, speech)),
      body: await subscriptionsPage(owner, speech),
    }));
  app.get("/outbox", (context) => showOutbox(context, null));
  app.post("/outbox", async (context) => showOutbox(context, await formOf(context)));
  app.get("/subscriptions", (context) => showSubscriptions(context, null));
  app.post("/subscriptions", async (context) => showSubscriptions(context, await formOf(context)));
  app.get("/posts", (context) =>
    show(context, async (speech) => ({
      title: speech.words.posts,
      body: await postsPage(owner, queryOf(context), speech),
    })),
  );
  app.get("/post", async (context) => {
    const page = await postPage(owner, context.req.query("id") ?? "", await speechOf(context));
    return page === null
      ? show(context, ({ words }) => ({ title: words.posts, body: html`<p>${words.unknownPost}</p>` }), 404)
      : show(context, () => page);
  });
  app.get("/doctor", (context) =>
    show(context, async ({ words }) => ({ title: words.doctor, body: await doctorPage(owner) })),
  );
  app.notFound((context) =>
    show(context, ({ words }) => ({ title: "Postern", body: html`<p>${words.nothingHere}</p>` }), 404),
  );

  const handle = (request: Request): Response | Promise<Response> => app.fetch(request);
  return ["/owner", "/owner/*"].flatMap((path) =>
    (["GET", "POST"] as const).map((method): Route => ({ method, path, handle })),
  );
}

const queryOf = (context: Context): URLSearchParams => new URL(context.req.url).searchParams;

/** The fields that are texts. */
async function formOf(context: Context): Promise<ReadonlyMap<string, string>> {
  const fields = Object.entries(await context.req.parseBody());
  return new Map(
    fields.flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : [])),
  );
}

const signIn = ({ words }: Speech, said: string | null): OwnerPage => ({
  title: words.signIn,
  alone: true,
  said,
  body: html`<form class="row" method="post" action="/owner/sign-in">
    <label for="password">${words.password}</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required />
    <button>${words.signIn}</button>
  </form>`,
});

const closed = ({ words }: Speech): OwnerPage => ({
  title: words.closed,
  alone: true,
  body: html`<p>${words.closedWhy}</p>`,
});
