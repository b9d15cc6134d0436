// Random tests end in time: to make what fails smaller may take minutes, and its seed is told without it too.
import fc from "fast-check";

/** In milliseconds; the slowest needs a tenth of it. */
const LONGEST = 30_000;

fc.configureGlobal({ interruptAfterTimeLimit: LONGEST });
