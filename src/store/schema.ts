// The tables, as Kysely sees them. Times are milliseconds since the epoch; flags are 0 or 1.

export interface StateTable {
  readonly name: string;
  readonly value: string;
}

export interface MemoTable {
  readonly key: string;
  readonly text: string;
  readonly used_at: number;
}

export interface Schema {
  readonly state: StateTable;
  readonly memo: MemoTable;
}
