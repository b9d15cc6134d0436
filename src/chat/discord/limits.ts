// What Discord takes, in UTF-16 units where texts are meant (never less than what Discord counts).
// Sources: Discord's API documentation (Message Components, Application Commands, Create Message), read 2026-11.

export const limits = {
  /** All text displays of a message together. */
  text: 4000,
  /** `content` of a message that is no component message. */
  content: 2000,
  /** An embed's title and text; all its texts together may have 6000. */
  embedTitle: 256,
  embedDescription: 4096,
  /** Components of a message, nested ones included. */
  components: 40,
  rows: 5,
  buttonsPerRow: 5,
  /** Of buttons and of a menu's options. */
  buttonLabel: 80,
  optionLabel: 100,
  options: 25,
  placeholder: 150,
  customId: 100,
  /** A button's state, in bytes: what every chat can carry. */
  state: 64,
  /** The address of a link button. */
  buttonUrl: 512,
  mediaUrl: 2048,
  altText: 1024,
  /** Pictures of one gallery. */
  galleryItems: 10,
  /** Attachments of a message. */
  files: 10,
  choices: 25,
  commandName: 32,
  choiceName: 100,
  choiceValue: 100,
  description: 100,
  modalTitle: 45,
  modalFields: 5,
  fieldLabel: 45,
  /** Of a group; a menu takes more. */
  checkboxes: 10,
  threadName: 100,
  tagsPerThread: 5,
} as const;
