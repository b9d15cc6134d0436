// The process that draws formulas, seen from the bot: started with the first one, killed when one takes too long.
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Order } from "./draw.js";

export interface Drawing {
  /**
   * A PNG, or null where the formula makes none. One at a time. Rejects when it takes longer than `limits.formula`,
   * when the process ends, with what the process could not do, and with NotStarted.
   */
  draw(order: Order, limits: TimeLimits): Promise<Uint8Array | null>;
  /** Ends the process; the next order starts another. */
  end(): void;
}

/** In ms: for one formula, and before it for a process that has yet to start. */
export interface TimeLimits {
  readonly formula: number;
  readonly start: number;
}

/** The process was not ready in time: the machine is busy, and that tells nothing of the formula. */
export class NotStarted extends Error {
  override readonly name = "NotStarted";
}

/**
 * Megabytes: MathJax with its fonts takes some 60. Only a process of its own can be held to that: a thread that asks
 * for too much at once takes the whole bot with it.
 */
const LIMITS = ["--max-old-space-size=192", "--max-semi-space-size=8"];
/** A process that has had nothing to do for so long (ms) ends and gives its memory back. */
const IDLE = 60_000;
/** What finding the system's fonts needs. Nothing else of our environment (tokens) is a formula's business. */
const FONTS = ["HOME", "USERPROFILE", "LOCALAPPDATA", "SystemRoot", "WINDIR", "XDG_DATA_HOME"];

const answer = z.union([
  z.object({ begun: z.literal(true) }),
  z.object({ png: z.instanceof(Uint8Array).nullable() }),
  z.object({ fault: z.string() }),
]);

/** `program` is the compiled file that draws (see draw-orders.ts); of `environment` it is given what finds fonts. */
export function openDrawing(
  program: URL,
  environment: Readonly<Record<string, string | undefined>>,
): Drawing {
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;

  function start(): ChildProcess {
    const env = Object.fromEntries(
      FONTS.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
    );
    const made = fork(fileURLToPath(program), {
      env,
      execArgv: LIMITS,
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    // While something is drawn its time limit holds the bot; an idle process holds nobody.
    made.unref();
    made.channel?.unref();
    made.on("exit", () => made === child && (child = null));
    // Told by its exit, or by what is asked of it.
    made.on("error", () => made === child && (child = null));
    return made;
  }

  function end(): void {
    clearTimeout(idle);
    child?.kill("SIGKILL");
    child = null;
  }

  return {
    async draw(order, limits) {
      clearTimeout(idle);
      const at = (child ??= start());
      const over = new AbortController();
      try {
        return await new Promise<Uint8Array | null>((resolve, reject) => {
          const fail = (why: string) => (): void => reject(new Error(why));
          let limit = setTimeout(() => reject(new NotStarted("it was not ready in time")), limits.start);
          over.signal.addEventListener("abort", () => clearTimeout(limit));
          const hear = (message: unknown): void => {
            const told = answer.safeParse(message);
            if (!told.success) reject(new Error("it answered something else"));
            else if ("fault" in told.data) reject(new Error(told.data.fault));
            else if ("begun" in told.data) {
              clearTimeout(limit);
              limit = setTimeout(fail("it took too long"), limits.formula);
            } else resolve(told.data.png);
          };
          const gone = fail("the process ended");
          at.on("message", hear).on("exit", gone).on("error", reject);
          over.signal.addEventListener("abort", () =>
            at.off("message", hear).off("exit", gone).off("error", reject),
          );
          at.send(order, (fault) => fault && reject(fault));
        });
      } catch (fault) {
        // It may still be at work on this one, or in a state that nobody knows.
        if (at === child) end();
        throw fault;
      } finally {
        over.abort();
        idle = setTimeout(end, IDLE);
        idle.unref();
      }
    },
    end,
  };
}
