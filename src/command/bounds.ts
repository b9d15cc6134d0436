// How much of a question is taken: a hostile one costs nothing.
import { FORM_CHOICES, FORM_VALUE, type Answers } from "../reply/form.js";
import type { Args, Command } from "./command.js";

/** Longer arguments are cut, unless an option says more: nothing a reader means is longer. */
export const LONGEST_ARGUMENT = 200;

export const boundedArgs = (args: Args, { options }: Command): Args =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const { longest = LONGEST_ARGUMENT } = options.find((option) => option.name === name) ?? {};
      return [name, value.toWellFormed().slice(0, longest).toWellFormed()];
    }),
  );

/** Of a form that was forged only as much as a form can hold. */
export const boundedAnswers = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([name, chosen]) => [
      name,
      chosen
        .slice(0, FORM_CHOICES)
        .map((value) => value.toWellFormed())
        .filter((value) => value.length <= FORM_VALUE),
    ]),
  );
