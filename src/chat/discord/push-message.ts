// A Delivery as the body that Discord takes: for channels and threads, and for the first message of a forum thread.
import { ChannelFlags, ComponentType, MessageFlags } from "discord-api-types/v10";
import type { RawFile } from "@discordjs/rest";
import { cutText } from "../../fit/cut-text.js";
import { safeLine } from "../../document/safe-text.js";
import type { Delivery } from "../../delivery/messenger.js";
import type { Illustrations } from "../../formula/illustrate.js";
import { localeFor } from "../../locale/locale.js";
import { isSnowflake } from "./address.js";
import { limits } from "./limits.js";
import { markerOf } from "./marker.js";
import { uploadParts } from "./pictures.js";
import { renderEmbed, type DiscordStyle } from "./render-embed.js";
import { renderReply } from "./render-reply.js";
import type { Row } from "./message.js";

/** What a call of the API carries. */
export interface PushPayload {
  readonly body: object;
  readonly files?: RawFile[];
}

const roleOf = ({ mention }: Delivery): string | null => (mention && isSnowflake(mention) ? mention : null);
const locale = localeFor(null);

/**
 * A component message, whose container carries the delivery's marker, or an embed, whose first row does.
 * An edit pings nobody and takes no nonce.
 */
export function channelMessage(
  delivery: Delivery,
  kind: "new" | "edit",
  pictures: Illustrations,
  style: DiscordStyle = "components",
): PushPayload {
  const embed = style === "embeds" ? embedMessage(delivery, kind) : null;
  return embed ? { body: embed } : componentMessage(delivery, kind, pictures);
}

/** Null where an embed would carry no marker, and for the plainest form of a message. */
function embedMessage(delivery: Delivery, kind: "new" | "edit"): object | null {
  if (delivery.plain) return null;
  const { embeds, components } = renderEmbed(delivery.reply, {
    asker: "",
    locale,
    marker: markerOf(delivery.key),
  });
  if (components.length === 0) return null;
  const role = roleOf(delivery);
  return { ...frame(delivery, kind, 0), content: role ? `<@&${role}>` : "", embeds, components };
}

function componentMessage(delivery: Delivery, kind: "new" | "edit", pictures: Illustrations): PushPayload {
  const { components, flags, files } = renderReply(delivery.reply, {
    asker: "",
    locale,
    marker: markerOf(delivery.key),
    ...(!delivery.plain && { pictures }),
  });
  const upload = uploadParts(files, kind);
  const [container] = components;
  const role = roleOf(delivery);
  const texts = container.components.filter(({ type }) => type === ComponentType.TextDisplay);
  const shown = delivery.plain
    ? { ...container, components: texts.length > 0 ? texts : plainTexts(delivery) }
    : container;
  const body = {
    ...frame(delivery, kind, flags),
    // Room for the mention: the renderer leaves more than this free of every limit.
    components: role ? [{ type: ComponentType.TextDisplay, content: `<@&${role}>` }, shown] : [shown],
    ...(upload.attachments && { attachments: upload.attachments }),
  };
  return { body, ...(upload.files && { files: upload.files }) };
}

/** The text beside a cover stands alone when the cover is left out. */
function plainTexts({ reply }: Delivery) {
  const [container] = renderReply(
    { ...reply, ...(reply.card && { card: { ...reply.card, cover: null } }) },
    { asker: "", locale },
  ).components;
  return container.components.filter(({ type }) => type === ComponentType.TextDisplay);
}

/**
 * The first message of a forum thread: ordinary text, since Discord does not promise component messages
 * there. Its row of links carries the marker.
 */
export function forumMessage(delivery: Delivery, kind: "new" | "edit", style: DiscordStyle): object {
  const embed = style === "embeds" ? embedMessage(delivery, kind) : null;
  if (embed) return embed;
  const [container] = renderReply(
    { ...delivery.reply, ...(delivery.reply.card && { card: { ...delivery.reply.card, cover: null } }) },
    { asker: "", locale },
  ).components;
  const role = roleOf(delivery);
  const parts = container.components.flatMap((part) =>
    part.type === ComponentType.TextDisplay ? [part.content] : [],
  );
  const rows = container.components.filter((part): part is Row => part.type === ComponentType.ActionRow);
  const head = role ? `<@&${role}>\n` : "";
  // Elsewhere a message of components or with an embed of its own shows no previews.
  const flags = delivery.reply.preview === null ? MessageFlags.SuppressEmbeds : 0;
  return {
    ...frame(delivery, kind, flags),
    content: head + wholeLines(parts.join("\n"), limits.content - head.length),
    ...(kind === "edit" && { embeds: [] }),
    components: (delivery.plain ? ownButtons(rows) : rows)
      .slice(0, limits.rows)
      .map((row, at) => (at === 0 ? { ...row, id: markerOf(delivery.key) } : row)),
  };
}

/** The rows without what stands in the post (links, menus), for a message that was refused: its marker needs one. */
const ownButtons = (rows: readonly Row[]): readonly Row[] =>
  rows.flatMap((row) => {
    const components = row.components.filter(
      (one) => one.type === ComponentType.Button && "custom_id" in one,
    );
    return components.length > 0 ? [{ ...row, components }] : [];
  });

/** Cut after a line, so that no mark is left open; marks never reach over a line, fences do. */
function wholeLines(text: string, room: number): string {
  if (text.length <= room) return text;
  const kept = text.slice(0, room - 6).replace(/\n[^\n]*$/, "");
  const openFence = (kept.match(/^\s*```/gm)?.length ?? 0) % 2 === 1;
  return kept + (openFence ? "\n```" : "\n…");
}

function frame(delivery: Delivery, kind: "new" | "edit", flags: number) {
  const role = roleOf(delivery);
  if (kind === "edit") return { flags, allowed_mentions: { parse: [] } };
  return {
    flags: flags | (delivery.silent ? MessageFlags.SuppressNotifications : 0),
    allowed_mentions: { parse: [], ...(role && { roles: [role] }) },
  };
}

/** The name of a thread that is about a message. */
export const threadName = ({ reply }: Delivery): string =>
  cutText(safeLine(reply.card?.title ?? reply.title ?? reply.posts[0]?.title ?? ""), limits.threadName) ||
  "…";

/** A forum as far as its tags matter. */
export interface Tagged {
  readonly flags?: number;
  readonly available_tags?: readonly {
    readonly id: string;
    readonly name: string;
    /** Only moderators may apply it. */
    readonly moderated?: boolean;
  }[];
}

/**
 * The forum's tags that bear the name of one of the post's tags or categories, the first five. Where none does and the
 * forum wants one, its first that everybody may apply: a thread without is refused.
 */
export function matchingTags({ reply }: Delivery, { flags = 0, available_tags = [] }: Tagged): string[] {
  const fold = (name: string): string => name.normalize("NFKC").toLowerCase().trim();
  const names = new Set(
    reply.posts
      .concat(reply.card?.post ?? [])
      .flatMap(({ tags, categories }) => [...tags, ...categories.flat()].map(fold)),
  );
  const matching = available_tags.filter(({ name }) => names.has(fold(name)));
  const wanted = matching.length === 0 && (flags & ChannelFlags.RequireTag) !== 0;
  const any = wanted ? available_tags.filter(({ moderated }) => moderated !== true).slice(0, 1) : [];
  return [...matching, ...any].map(({ id }) => id).slice(0, limits.tagsPerThread);
}
