/** The look of a site, as the studio reads and publishes it. */
import type { Theme } from '../../protocol/theme.schema.ts';
import type { StaffClient } from './staff-client.ts';

export interface PublishedTheme {
  theme: Theme;
  /** What publishing another one has to name. */
  tag: string;
}

export interface StaffTheme {
  read(): Promise<PublishedTheme>;
  /** Rejects with 'precondition-failed' where somebody else has published one since `seen` was read. */
  publish(theme: Theme, seen: string): Promise<PublishedTheme>;
}

export function staffTheme(client: StaffClient): StaffTheme {
  const asked = async (call?: Parameters<StaffClient['askTagged']>[1]): Promise<PublishedTheme> => {
    const { value, tag } = await client.askTagged('/theme', call);
    return { theme: (value as { theme: Theme }).theme, tag };
  };
  return {
    read: () => asked(),
    publish: (theme, seen) => asked({ method: 'PUT', body: { theme }, tag: seen }),
  };
}
