// A Discord of our own on loopback: REST and gateway, strict about every documented limit.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { until } from "../../until.js";
import { post, signed, vouches } from "./by-http.js";
import { flatten, type Component, type Modal } from "./component-limits.js";
import { Faults, strike, type Fault } from "./faults.js";
import { handedIn, type Changes } from "./forms.js";
import { Gateway } from "./gateway.js";
import { bodyOf, commandData } from "./bodies.js";
import { BOT_PERMISSIONS, interactionOf, type Who } from "./interaction.js";
import { restOf } from "./rest.js";
import { refuse, type Answer } from "./route.js";
import { ids, World, type Message, type OpenInteraction } from "./world.js";

export { ids, type Message } from "./world.js";
export { rateLimited } from "./faults.js";
export type { Who } from "./interaction.js";
export { PUBLIC_KEY } from "./by-http.js";

export const TOKEN = "OTAwMDAwMDAwMDAwMDAwMDAx.GaStAn.ding-token-of-the-stand-in-0000";

/** What a question by HTTP was answered by: a status, null for nothing; and how it stands by that. */
export interface FirstResponse {
  readonly status: number | null;
  readonly open: OpenInteraction;
}

interface Embed {
  readonly author?: { readonly name: string };
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly footer?: { readonly text: string };
}

export class DiscordStandIn {
  readonly world = new World();
  /** What questions by HTTP were answered by: a status, null for nothing. */
  readonly asked: (number | null)[] = [];
  readonly #faults = new Faults();
  #server: Server | null = null;
  readonly gateway = new Gateway(this.world, TOKEN, () => this.#url("ws"));
  readonly #rest = restOf(
    this.world,
    () => this.#url("ws"),
    () => this.gateway.shards,
  );

  static async start(): Promise<DiscordStandIn> {
    const discord = new DiscordStandIn();
    const server = createServer((request, response) => void discord.#receive(request, response));
    server.on("upgrade", (request, socket, head) => discord.gateway.upgrade(request, socket, head));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    discord.#server = server;
    return discord;
  }

  /** Ends the server; throws when the bot broke a limit meanwhile. */
  async stop(): Promise<void> {
    this.gateway.close();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
    if (this.world.breaches.length > 0)
      throw new Error(`Discord would have refused this:\n${this.world.breaches.join("\n")}`);
  }

  get apiUrl(): string {
    return `${this.#url("http")}/api`;
  }

  fail(fault: Fault): void {
    this.#faults.add(fault);
  }

  heal(): void {
    this.#faults.clear();
  }

  /** Asks a slash command and returns the answer as its asker sees it. */
  async command(
    name: string,
    options: Record<string, string | number | boolean> = {},
    who: Who = {},
  ): Promise<Message> {
    return this.answerTo(this.send(2, commandData(name, options), who), `/${name}`);
  }

  /** Asks a slash command that opens a form. */
  async form(name: string, who: Who = {}): Promise<Modal> {
    const open = this.send(2, commandData(name, {}), who);
    return this.#formOf(open, `/${name}`);
  }

  /** A form is the first answer, or comes no more. */
  #formOf(open: OpenInteraction, what: string): Promise<Modal> {
    const why = (): string => `${what} opened no form (it is ${open.state}); ${this.#hint()}`;
    return this.until(() => {
      if (!open.form && open.state !== "open") throw new Error(why());
      return open.form;
    }, why);
  }

  /**
   * Hands a form in and returns the answer as its asker sees it: with what it showed, but for `changes` by the labels of
   * fields, where a choice stands as its label, a channel or role by its id.
   */
  async submit(form: Modal, changes: Changes = {}, who: Who = {}) {
    const data = handedIn(form, changes, (id) => this.#resolved(id, who));
    return this.handIn(data, who);
  }

  /** Asks a slash command that opens a form, and hands that in. */
  async fill(name: string, changes: Changes = {}, who: Who = {}) {
    return this.submit(await this.form(name, who), changes, who);
  }

  /** A form with any data, forged ones too. */
  async handIn(data: Record<string, unknown>, who: Who = {}): Promise<Message> {
    return this.answerTo(this.send(5, data, who), `a form with ${JSON.stringify(data)}`);
  }

  #resolved(id: string, { permissions = "0", botPermissions = BOT_PERMISSIONS, elsewhere }: Who): object {
    const { type = 0, name = "?" } = this.world.channels.get(id) ?? {};
    const rights = { permissions, app_permissions: botPermissions, ...elsewhere };
    return { id, type, name, parent_id: null, ...rights };
  }

  /** Chooses a command in the menu of somebody's message and returns the answer as its asker sees it. */
  async onMessage(name: string, content: string, who: Who = {}, more: object = {}): Promise<Message> {
    const { user = ids.ada, channel = ids.text } = who;
    const author = { id: ids.bob, username: "bob", bot: false, discriminator: "0", avatar: null };
    const message = { ...this.world.put(channel, { content }, user), author, type: 0, ...more };
    const { nonce: _nonce, seenBy: _seenBy, ...shown } = message;
    const target = { mentions: [], mention_roles: [], pinned: false, tts: false, mention_everyone: false };
    const data = {
      id: "900000000000000998",
      name,
      type: 3,
      target_id: message.id,
      resolved: { messages: { [message.id]: { ...target, edited_timestamp: null, ...shown } } },
    };
    return this.answerTo(this.send(2, data, who), name);
  }

  /** Types into an option and returns what is offered. */
  async autocomplete(
    name: string,
    option: string,
    typed: string,
    who: Who = {},
  ): Promise<{ name: string; value: string }[]> {
    const data = commandData(name, { [option]: typed });
    data.options = data.options.map((one) => ({ ...one, focused: true }));
    const open = this.send(4, data, who);
    return this.until(
      () => open.choices,
      () => `no choices for ${name} ${option}; ${this.#hint()}`,
    );
  }

  /** Presses a button by its label and returns the message that shows then. */
  async press(message: Message, label: string, who: Who = {}): Promise<Message> {
    const button = this.button(message, label);
    if (button["disabled"]) throw new Error(`the button "${label}" is disabled`);
    return this.click(message, { component_type: 2, custom_id: button["custom_id"] }, who);
  }

  /** Chooses from a message's menu by the option's label. */
  async choose(message: Message, label: string, who: Who = {}): Promise<Message> {
    const menu = flatten(message.components).find(({ type }) => type === 3);
    const options = (menu?.["options"] ?? []) as { label: string; value: string }[];
    const option = options.find((one) => one.label.includes(label));
    if (!menu || !option)
      throw new Error(
        `no option "${label}"; the menu has: ${options.map((one) => one.label).join(", ") || "nothing"}`,
      );
    return this.click(
      message,
      { component_type: 3, custom_id: menu["custom_id"], values: [option.value] },
      who,
    );
  }

  /** A press with any data, forged ones too. */
  async click(message: Message, data: Record<string, unknown>, who: Who = {}): Promise<Message> {
    return this.answerTo(this.send(3, data, who, message), `a press on ${JSON.stringify(data)}`);
  }

  button(message: Message, label: string): Component {
    const buttons = flatten(message.components).filter(({ type }) => type === 2);
    const found = buttons.find((one) => one["label"] === label);
    if (!found)
      throw new Error(
        `no button "${label}"; there are: ${buttons.map((one) => String(one["label"])).join(", ") || "none"}`,
      );
    return found;
  }

  /** The text of a message, as Markdown. */
  textOf(message: Message): string {
    const shown = flatten(message.components).flatMap(({ content }) =>
      typeof content === "string" ? [content] : [],
    );
    const embeds = (message.embeds as Embed[]).flatMap(({ author, title, url, description, footer }) => [
      author?.name ?? "",
      title && url ? `[${title}](${url})` : (title ?? ""),
      description ?? "",
      footer?.text ?? "",
    ]);
    return [message.content, ...shown, ...embeds].filter((one) => one !== "").join("\n");
  }

  /** Waits until `look` finds something; `why` says what is missing otherwise. */
  async until<T>(look: () => T | null | undefined | false, why: () => string): Promise<T> {
    return until(() => {
      const found = look();
      if (!found && this.world.breaches.length > 0) throw new Error(`${why()}; ${this.#hint()}`);
      return found;
    }, why);
  }

  /** Lets an interaction happen, and does not wait for its answer. */
  send(
    type: number,
    data: Record<string, unknown>,
    who: Who = {},
    on: Message | null = null,
  ): OpenInteraction {
    const { open, interaction } = this.#open(type, data, who, on);
    const url = this.world.application["interactions_endpoint_url"];
    if (typeof url === "string")
      void this.#ask(url, open, interaction).then(({ status }) => this.asked.push(status));
    else {
      const server = who.inPrivate ? null : (who.server ?? ids.guild);
      this.gateway.dispatch("INTERACTION_CREATE", interaction, server);
    }
    return open;
  }

  /** Asks one address by HTTP, whatever Discord was told; resolves with the first response. */
  sendTo(url: string, type: number, data: Record<string, unknown>, who: Who = {}): Promise<FirstResponse> {
    const { open, interaction } = this.#open(type, data, who, null);
    return this.#ask(url, open, interaction);
  }

  #open(type: number, data: Record<string, unknown>, who: Who, on: Message | null) {
    const { user = ids.ada, channel = ids.text } = who;
    const id = this.world.snowflake();
    const open: OpenInteraction = {
      id,
      token: `interaction-token-${id}`,
      type,
      user,
      channel,
      since: Date.now(),
      on,
      state: "open",
      hidden: false,
      message: null,
      choices: null,
      form: null,
    };
    this.world.interactions.set(id, open);
    return { open, interaction: interactionOf(open, type, data, who, this.world) };
  }

  /** As Discord asks by HTTP: whatever comes but a right answer is none. */
  async #ask(url: string, open: OpenInteraction, interaction: object): Promise<FirstResponse> {
    const body = JSON.stringify(interaction);
    const response = await post(url, body, signed(body)).catch(() => null);
    const status = response?.status ?? null;
    if (status === 200) {
      const answer: unknown = await response?.json();
      this.world.files = [];
      this.#rest.answer(open, answer);
    }
    return { status, open };
  }

  async answerTo(open: OpenInteraction, what: string): Promise<Message> {
    await this.until(
      () => open.state === "answered",
      () => `no answer to ${what} (it is ${open.state}); ${this.#hint()}`,
    );
    return this.until(
      () => open.message,
      () => `the answer to ${what} shows nothing`,
    );
  }

  #hint(): string {
    const { breaches, calls } = this.world;
    if (breaches.length > 0) return `refused as a breach: ${breaches.join("\n")}`;
    const byHttp = typeof this.world.application["interactions_endpoint_url"] === "string";
    if (byHttp) return `by HTTP the last answers were ${this.asked.slice(-3).join(", ") || "none"}`;
    if (!this.gateway.ready) return "the bot is not connected to the gateway: was it started?";
    return `the last calls were ${
      calls
        .slice(-3)
        .map(({ method, path }) => `${method} ${path}`)
        .join(", ") || "none"
    }`;
  }

  #url(scheme: string): string {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    return `${scheme}://127.0.0.1:${address?.port ?? 0}`;
  }

  async #refusesAddress(method: string, path: string, body: unknown): Promise<Answer | null> {
    const { interactions_endpoint_url: url } = (body ?? {}) as { interactions_endpoint_url?: unknown };
    if (method !== "PATCH" || path !== "/applications/@me" || typeof url !== "string") return null;
    return (await vouches(url)) ? null : refuse(400, 50035, "Invalid Form Body");
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.#url("http"));
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, "");
    const method = request.method ?? "GET";
    const { body, files } = await bodyOf(request);
    this.world.calls.push({ method, path, body });
    if (!request.headers["user-agent"]?.startsWith("DiscordBot ("))
      this.world.breaches.push("no DiscordBot user agent");
    const fault = this.#faults.take(`${method} ${path}`);
    if (fault && !fault.stored) return strike(fault, request, response);
    this.world.files = files;
    const open = /^\/(interactions|webhooks)\//.test(path);
    const answer =
      !open && request.headers.authorization !== `Bot ${TOKEN}`
        ? { status: 401, body: { message: "401: Unauthorized", code: 0 } }
        : ((await this.#refusesAddress(method, path, body)) ??
          this.#rest.answerCall({ method, path, query: url.searchParams, body }));
    if (fault) return strike(fault, request, response);
    if (!answer) this.world.breaches.push(`no such route: ${method} ${path}`);
    const { status, body: shown } = answer ?? { status: 404, body: { message: "404: Not Found", code: 0 } };
    if (status === 204) return void response.writeHead(204).end();
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(shown));
  }
}
