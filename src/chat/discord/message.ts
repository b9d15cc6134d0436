// A Discord message as the API takes it: the component message that replies become.
import {
  ComponentType,
  MessageFlags,
  type APIActionRowComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
} from "discord.js";

export interface DiscordMessage {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly [APIContainerComponent];
}

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** @param marker the container's own id (a positive 32-bit integer), by which a message can be known again */
export const containerMessage = (
  components: readonly APIComponentInContainer[],
  marker?: number,
): DiscordMessage => ({
  flags: MessageFlags.IsComponentsV2,
  components: [
    {
      type: ComponentType.Container,
      ...(marker !== undefined && { id: marker }),
      components: [...components],
    },
  ],
});

export const textDisplay = (content: string): APIComponentInContainer => ({
  type: ComponentType.TextDisplay,
  content,
});
