// Why there is no server. A file of its own, so that who only reads the message loads no server.

/** The server cannot listen; the message says which setting to change. */
export class ServerError extends Error {
  override readonly name = "ServerError";
}
