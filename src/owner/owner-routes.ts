// The owner's pages under /owner: the outbox, the places, the posts, the doctor. Open on this machine alone, or by password.
import { readFile } from "node:fs/promises";
import { Hono, type Context } from "hono";
import { csrf } from "hono/csrf";
import { html } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import type { Route } from "../http/route.js";
import { layout, type OwnerPage } from "./layout.js";
import { outboxPage } from "./outbox-page.js";
import { doctorPage, overviewPage } from "./overview-page.js";
import type { Owner } from "./owner.js";
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
  const show = (context: Context, page: OwnerPage, status: 200 | 401 | 403 | 404 | 429 = 200) =>
    context.html(layout({ ...page, session: sessions !== null && page.alone !== true }), status);

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
      ? show(context, signIn("That is not the password."), 401)
      : show(context, signIn("Too many wrong passwords: try again in ten minutes."), 429);
  });
  app.use(async (context, next) => {
    if (sessions === null ? here : await sessions.isSignedIn(context)) return next();
    return sessions === null ? show(context, closed, 403) : show(context, signIn(null), 401);
  });
  app.post("/sign-out", (context) => {
    sessions?.signOut(context);
    return context.redirect("/owner", 303);
  });

  app.get("/", async (context) => show(context, { title: "Overview", body: await overviewPage(owner) }));
  app.get("/outbox", async (context) => showOutbox(context, null));
  app.post("/outbox", async (context) =>
    showOutbox(context, await pressOutbox(owner, await formOf(context))),
  );
  app.get("/subscriptions", (context) => showSubscriptions(context, null));
  app.post("/subscriptions", async (context) =>
    showSubscriptions(context, await pressSubscriptions(owner, await formOf(context))),
  );
  app.get("/posts", async (context) =>
    show(context, { title: "Posts", body: await postsPage(owner, queryOf(context)) }),
  );
  app.get("/post", async (context) => {
    const page = await postPage(owner, context.req.query("id") ?? "");
    return page === null
      ? show(context, { title: "Posts", body: html`<p>That post is not known (any more).</p>` }, 404)
      : show(context, page);
  });
  app.get("/doctor", async (context) => show(context, { title: "Doctor", body: await doctorPage(owner) }));
  app.notFound((context) =>
    show(context, { title: "Owner", body: html`<p>There is nothing here.</p>` }, 404),
  );

  const showOutbox = async (context: Context, said: string | null) =>
    show(context, { title: "Outbox", said, body: await outboxPage(owner, queryOf(context)) });
  const showSubscriptions = async (context: Context, said: string | null) =>
    show(context, { title: "Subscriptions", said, body: await subscriptionsPage(owner) });

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

const signIn = (said: string | null): OwnerPage => ({
  title: "Sign in",
  alone: true,
  said,
  body: html`<form class="row" method="post" action="/owner/sign-in">
    <label for="password">Password (OWNER_PASSWORD)</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required />
    <button>Sign in</button>
  </form>`,
});

const closed: OwnerPage = {
  title: "Closed",
  alone: true,
  body: html`<p>
    This page would be open to others than you here. Set OWNER_PASSWORD in <code>.env</code>, 16 characters or
    more, and start Postern again.
  </p>`,
};
