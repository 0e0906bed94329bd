/** What one tab tells the others about the outbox; a browser without channels only learns later. */
import type { OutboxChange } from './outbox.ts';

export interface OutboxChannel {
  tell(change: OutboxChange): void;
}

export type OpenChannel = (hear: (change: OutboxChange) => void) => OutboxChannel;

export function openChannel(site: string): OpenChannel {
  return (hear) => {
    if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined };
    const channel = new BroadcastChannel(`smartxpo-consent/${site}`);
    channel.onmessage = ({ data }: MessageEvent<OutboxChange>) => {
      hear(data);
    };
    return {
      tell: (change) => {
        channel.postMessage(change);
      },
    };
  };
}
