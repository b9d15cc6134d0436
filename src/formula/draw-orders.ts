// The program of the process that draws: takes one order after the other, says when it begins, and answers each.
import { draw, ready, type Order } from "./draw.js";

// Ctrl+C reaches every process of the terminal; the bot first finishes what it is answering.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit());
process.on("message", (order: Order) => {
  ready()
    .then(() => {
      process.send?.({ begun: true });
      return draw(order);
    })
    .then(
      (png) => process.send?.({ png }),
      (fault: unknown) => process.send?.({ fault: fault instanceof Error ? fault.message : String(fault) }),
    );
});
