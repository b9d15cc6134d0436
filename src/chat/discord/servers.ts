// What is known of servers, and what is done there for one member: over the gateway from memory, by HTTP by asking.
import type { REST } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import type { DiscordQuestion } from "./question.js";

/** A role of a server as far as it matters here; everybody's has the server's own id. */
export interface ServerRole {
  readonly id: string;
  readonly name: string;
  /** A program's own. */
  readonly managed: boolean;
  readonly permissions: bigint;
  readonly position: number;
  /** Whether some channel allows it something: it may be one that nobody else sees. */
  readonly opens: boolean;
}

export interface Servers {
  /** Whether the bot itself is in the server where a question is asked. */
  isMember(question: DiscordQuestion, server: string): boolean;
  /** Whether an address is a channel of the server, or one of its threads that is not archived. */
  has(server: string, address: string): boolean | Promise<boolean>;
  /** As they are now. May throw what @discordjs/rest throws. */
  roles(server: string): readonly ServerRole[] | Promise<readonly ServerRole[]>;
  /** Throws what @discordjs/rest throws. */
  setRole(server: string, person: string, role: string, given: boolean): Promise<void>;
}

export async function setRole(
  rest: REST,
  ...[server, person, role, given]: Parameters<Servers["setRole"]>
): Promise<void> {
  const route = Routes.guildMemberRole(server, person, role);
  await (given ? rest.put(route) : rest.delete(route));
}
