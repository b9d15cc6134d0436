// `postern ask`: answers as a chat would, in the terminal.
import { createInterface } from "node:readline";
import type { SealedReply } from "../reply/reply.js";
import { answerJson, terminalText } from "../chat/terminal.js";
import { openBlog, type Blog, type Parts } from "../blog.js";
import { splitLine } from "../command/command-line.js";
import { why } from "../search/why.js";
import { forgetful } from "./forgetful.js";
import { print } from "./output.js";

export interface AskOptions {
  readonly json?: boolean;
  /** Tell below each answer what the index found, and why. */
  readonly why?: boolean;
}

/** One line given, or every line of standard input, answered in order. */
export async function ask(parts: Parts, line: string | null, options: AskOptions): Promise<void> {
  const blog = await openBlog(parts, { memory: forgetful(), lasting: false });
  await blog.settled();
  for await (const input of line === null ? createInterface({ input: process.stdin }) : [line]) {
    const reply = await answer(blog, input);
    const colour = process.stdout.isTTY && process.stdout.hasColors();
    await print(
      options.json ? JSON.stringify(answerJson(input, reply)) : `${terminalText(reply, { colour })}\n`,
    );
    if (options.why && !options.json) await print(`${why(blog.index.search(wordsOf(input))).join("\n")}\n`);
  }
  await blog.stop();
}

/** What is looked for in a line: all of it, or what stands behind its command. */
function wordsOf(line: string): string {
  const { slash, rest } = splitLine(line);
  return slash ? rest : line;
}

/** A line that is no command is taken for what a reader looks for. */
async function answer({ dispatcher }: Blog, line: string): Promise<SealedReply> {
  const asker = { locale: null };
  return (await dispatcher.runLine(line, asker)) ?? dispatcher.run("post", { query: line }, asker);
}
