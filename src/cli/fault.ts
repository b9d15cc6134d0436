// What the owner asked for on the command line cannot be done; the message says why and what to do instead.

export class CommandFault extends Error {
  override readonly name = "CommandFault";
}
