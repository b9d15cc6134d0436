// The stand-in's routes about the bot itself: its application, its commands, its private channels.
import { applicationBreaches } from "./application-limits.js";
import { PUBLIC_KEY } from "./by-http.js";
import { commandBreaches } from "./limits.js";
import { ok, refuse, type Answer, type Call, type Route } from "./route.js";
import { ids, type World } from "./world.js";

interface Deps {
  readonly world: World;
  /** The bot's own user. */
  readonly bot: object;
  readonly gatewayUrl: () => string;
  /** How many Discord recommends. */
  readonly shards: () => number;
  readonly breach: (call: Call, wrong: readonly string[]) => Answer | null;
}

export function applicationRoutes({ world, bot, gatewayUrl, shards, breach }: Deps): readonly Route[] {
  const application = () => ({
    id: ids.bot,
    name: "Postern",
    bot,
    verify_key: PUBLIC_KEY,
    interactions_endpoint_url: null,
    ...world.application,
  });
  return [
    [
      "GET",
      /^\/gateway\/bot$/,
      () =>
        ok({
          url: gatewayUrl(),
          shards: shards(),
          session_start_limit: {
            total: 1000,
            remaining: world.sessionsLeft,
            reset_after: 1000,
            max_concurrency: 1,
          },
        }),
    ],
    ["GET", /^\/users\/@me$/, () => ok(bot)],
    [
      "POST",
      /^\/users\/@me\/channels$/,
      (call) => {
        const { recipient_id: person } = call.body as { recipient_id?: unknown };
        if (typeof person !== "string" || !/^\d{17,20}$/.test(person))
          return breach(call, ["recipient_id is no snowflake"]) ?? refuse(400, 50035, "");
        return ok({ id: world.privateWith(person), type: 1, recipients: [{ id: person }] });
      },
    ],
    [
      "PATCH",
      /^\/applications\/@me$/,
      (call) => {
        const wrong = breach(call, applicationBreaches(call.body));
        if (wrong) return wrong;
        Object.assign(world.application, call.body);
        return ok(application());
      },
    ],
    ["GET", /^\/applications\/@me$/, () => ok(application())],
    [
      "GET",
      /^\/applications\/\d+\/(?:guilds\/(\d+)\/)?commands$/,
      (_, guild = "global") => ok(world.commands.get(guild) ?? []),
    ],
    [
      "PUT",
      /^\/applications\/\d+\/(?:guilds\/(\d+)\/)?commands$/,
      (call, guild = "global") => {
        const wrong = breach(call, commandBreaches(call.body));
        if (wrong) return wrong;
        const known = (call.body as object[]).map((one) => ({
          ...one,
          id: world.snowflake(),
          application_id: ids.bot,
          version: "1",
          nsfw: false,
          default_member_permissions: null,
          ...one,
        }));
        world.commands.set(guild, known);
        return ok(known);
      },
    ],
    [
      "DELETE",
      /^\/applications\/\d+\/(?:guilds\/(\d+)\/)?commands\/(\d+)$/,
      (_, guild = "global", command = "") => {
        const known = (world.commands.get(guild) ?? []) as readonly { id: string }[];
        world.commands.set(
          guild,
          known.filter(({ id }) => id !== command),
        );
        return { status: 204, body: null };
      },
    ],
  ];
}
