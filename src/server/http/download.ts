/** Answers that are kept as a file, never shown: what a visitor sent must not run as a page of this server. */
import { asProblem } from './problems.ts';

/** Nothing on the way keeps it, and no other origin embeds it (H-17). */
function downloadHeaders(name: string, mediaType: string): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': disposition(name),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** Bytes of whatever kind they are. */
export function fileDownload(name: string, content: Uint8Array): Response {
  const bytes = Uint8Array.from(content);
  return new Response(bytes, { headers: downloadHeaders(name, 'application/octet-stream') });
}

/**
 * A text that is made while it is sent; when that fails, the reader sees a broken transfer and no end. Nobody answers
 * with a problem then, and whoever sends writes the error to the log: it goes there without a visitor's data.
 */
export function textDownload(
  name: string,
  mediaType: string,
  chunks: AsyncGenerator<string, void>,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next().catch((error: unknown) => {
        throw asProblem(error);
      });
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return new Response(body, { headers: downloadHeaders(name, mediaType) });
}

/** RFC 6266: plain for old readers, then exact. */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  const exact = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/**
 * The name a visitor gave a file, fit for a disk: no folders, nothing invisible or that turns the direction of
 * reading, and the ending its content was found to have.
 */
export function safeFileName(name: string, kind: string): string {
  const visible = name
    .toWellFormed()
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[/\\:*?"<>|]/g, '_')
    .replace(/^[. ]+/, '')
    .trim();
  const stem = visible === '' ? 'file' : visible;
  return stem.toLowerCase().endsWith(`.${kind}`) ? stem : `${stem}.${kind}`;
}
