// A form: several things asked in one go, where a chat can show one; it knows no platform.

/** So many can be ticked in one field, and so long a value may be: what every chat that shows forms can hold. */
export const FORM_CHOICES = 25;
export const FORM_VALUE = 100;

export interface FormChoice {
  readonly value: string;
  readonly label: string;
  readonly isOn: boolean;
}

export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
} & (
  | { readonly kind: "several" | "one"; readonly choices: readonly FormChoice[] }
  | { readonly kind: "switch"; readonly isOn: boolean }
  /** A role of the server, or none. */
  | { readonly kind: "role"; readonly chosen: string | null }
  /** A place of the server, by its address. */
  | { readonly kind: "place"; readonly chosen: string }
);

export interface ReplyForm<A> {
  readonly title: string;
  /** The most important first: a chat may have room for five. */
  readonly fields: readonly FormField[];
  /** What takes the answers. */
  readonly action: A;
}

/** What was chosen, by field; a switch that is on is `on`. A field that was not shown is absent. */
export type Answers = Readonly<Record<string, readonly string[]>>;
