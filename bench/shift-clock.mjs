// Loaded into a process whose machine's clock is off by SHIFT_CLOCK ms.
const ahead = Number(process.env.SHIFT_CLOCK);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [RealDate.now() + ahead]));
  }
  static now() {
    return RealDate.now() + ahead;
  }
};
