// `postern ask`: answers as a chat would, in the terminal.
import { createInterface } from "node:readline";
import type { SealedReply } from "../reply/reply.js";
import { answerJson, terminalText } from "../chat/terminal.js";
import { openBlog, type Blog, type Parts } from "../blog.js";
import { forgetful } from "./forgetful.js";
import { print } from "./output.js";

/** One line given, or every line of standard input, answered in order. */
export async function ask(parts: Parts, line: string | null, json: boolean): Promise<void> {
  const blog = await openBlog(parts, { memory: forgetful(), lasting: false });
  await blog.settled();
  for await (const input of line === null ? createInterface({ input: process.stdin }) : [line]) {
    const reply = await answer(blog, input);
    const colour = process.stdout.isTTY && process.stdout.hasColors();
    await print(json ? JSON.stringify(answerJson(input, reply)) : `${terminalText(reply, { colour })}\n`);
  }
  await blog.stop();
}

/** A line that is no command is taken for what a reader looks for. */
async function answer({ dispatcher }: Blog, line: string): Promise<SealedReply> {
  const asker = { locale: null };
  return (await dispatcher.runLine(line, asker)) ?? dispatcher.run("post", { query: line }, asker);
}
