// What a route of the stand-in is, and the two ways it answers.

export interface Call {
  readonly method: string;
  /** Without `/api/v10`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export const refuse = (status: number, code: number, message: string): Answer => ({
  status,
  body: { message, code },
});
export const ok = (body: unknown): Answer => ({ status: 200, body });

export type Route = [method: string, path: RegExp, handle: (call: Call, ...params: string[]) => Answer];
