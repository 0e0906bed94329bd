/** A draft, for whoever has its preview link. */
import { problemCode } from '../../protocol/problem.ts';
import type { FormPreview } from '../../protocol/staff-forms.schema.ts';
import { StaffError } from './staff-client.ts';

/** Rejects with a StaffError. */
export async function readFormPreview(endpoint: string, token: string): Promise<FormPreview> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`${endpoint}/v1/form-previews/${encodeURIComponent(token)}`, {
      credentials: 'omit',
    });
    body = await response.json();
  } catch (cause) {
    throw new StaffError('unreachable', String(cause));
  }
  if (!response.ok) throw new StaffError(problemCode(body as { type?: unknown }) ?? 'unreachable');
  return body as FormPreview;
}
