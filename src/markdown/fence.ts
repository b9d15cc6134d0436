// Where fences of code begin and end in Markdown.

/** The ticks of a line that opens a fence; "" where it opens none. */
export const fenceIn = (line: string): string => /^[ \t>]*(`{3,}|~{3,})/.exec(line)?.[1] ?? "";

/** The line that closes what such ticks opened: as many of them and more, and nothing else. */
export const fenceCloser = (ticks: string, flags = "m"): RegExp =>
  new RegExp(`^[ \\t>]*${ticks[0]}{${ticks.length},}[ \\t]*$`, flags);
