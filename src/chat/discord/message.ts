// A Discord message as the API takes it: the component message that replies become.
import {
  ComponentType,
  MessageFlags,
  type APIActionRowComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
} from "discord-api-types/v10";

/** A picture that goes up with the message; components name it by `attachment://` and its name. */
export interface PictureUpload {
  readonly name: string;
  readonly data: Buffer;
  readonly description: string;
}

export interface DiscordMessage {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly files: readonly PictureUpload[];
  readonly components: readonly [APIContainerComponent];
}

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** `marker` is the container's own id (a positive 32-bit integer), by which a message can be known again */
export const containerMessage = (
  components: readonly APIComponentInContainer[],
  {
    files = [],
    marker,
  }: { readonly files?: readonly PictureUpload[]; readonly marker?: number | undefined } = {},
): DiscordMessage => ({
  flags: MessageFlags.IsComponentsV2,
  files,
  components: [
    {
      type: ComponentType.Container,
      ...(marker !== undefined && { id: marker }),
      components: [...components],
    },
  ],
});

/** One picture; several in one gallery would be cut to squares. */
export const gallery = ({ name, description }: PictureUpload): APIComponentInContainer => ({
  type: ComponentType.MediaGallery,
  items: [{ media: { url: `attachment://${name}` }, ...(description && { description }) }],
});

export const textDisplay = (content: string): APIComponentInContainer => ({
  type: ComponentType.TextDisplay,
  content,
});
