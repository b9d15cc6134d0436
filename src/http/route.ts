// A route: what a room asks the server to answer.

export interface Route {
  readonly method: "GET" | "POST";
  /** An exact path, or one ending in `/*`. */
  readonly path: string;
  /** The largest body taken, in bytes; 16 KB unless told. A larger one is refused with 413 before it is read. */
  readonly bodyLimit?: number;
  handle(request: Request): Response | Promise<Response>;
}
