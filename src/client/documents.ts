/** Reads what a site publishes: configuration, forms, policies. Kept for the life of the page. */
import type { PublishedForm } from '../protocol/form-definition.schema.ts';
import type { PolicyChanges } from '../protocol/diff/changes.ts';
import type { PolicyIndex, PolicyVersion } from '../protocol/policy.schema.ts';
import { problemCode } from '../protocol/problem.ts';
import type { SiteConfig } from '../protocol/site.schema.ts';
import { jsonBody } from './transport.ts';

export type LoadCode =
  /** No `data-site` and no `site` attribute. */
  | 'site-missing'
  /** The backend answered that there is no such document. */
  | 'not-found'
  /** No answer: offline, blocked, wrong address. */
  | 'unreachable'
  /** Something answered, but not our backend. */
  | 'foreign'
  /** Our backend answered with a document this version cannot show. */
  | 'broken';

/** A published document could not be read. `url` is for the web developer, not for visitors. */
export class LoadError extends Error {
  readonly code: LoadCode;
  readonly url: string;
  readonly body: unknown;

  constructor(code: LoadCode, url: string, body?: unknown) {
    super(`${code}: ${url}`);
    this.name = 'LoadError';
    this.code = code;
    this.url = url;
    this.body = body;
  }
}

export interface Documents {
  /** The configuration, once it has been read. */
  readonly known?: SiteConfig | undefined;
  config(): Promise<SiteConfig>;
  form(form: string): Promise<PublishedForm>;
  /** `after`: the page of the list that follows this version. */
  policy(policy: string, after?: string): Promise<PolicyIndex>;
  policyVersion(policy: string, version: string, language: string): Promise<PolicyVersion>;
  /**
   * What changed between two versions; nothing of it where the older one is not known. `isOutline`: which
   * sections, without their words.
   */
  policyChanges(
    policy: string,
    between: { from: string; to: string; language: string; isOutline?: boolean },
  ): Promise<PolicyChanges>;
}

const LOAD_TIMEOUT = 15_000;

export function createDocuments(endpoint: string, site: string, fetch: typeof globalThis.fetch): Documents {
  const loaded = new Map<string, Promise<Record<string, unknown>>>();

  const load = async (path: string, required: readonly string[]): Promise<Record<string, unknown>> => {
    if (site === '') throw new LoadError('site-missing', endpoint);
    const url = `${endpoint}/v1/sites/${encodeURIComponent(site)}/${path}`;
    let response: Response;
    let body: Record<string, unknown> | undefined;
    try {
      response = await fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(LOAD_TIMEOUT) });
      body = await jsonBody(response);
    } catch (cause) {
      throw new LoadError(cause instanceof SyntaxError ? 'foreign' : 'unreachable', url);
    }
    if (!response.ok) {
      const ours = body !== undefined && problemCode(body) !== undefined;
      throw new LoadError(ours ? (response.status === 404 ? 'not-found' : 'unreachable') : 'foreign', url);
    }
    if (body === undefined) throw new LoadError('foreign', url);
    const missing = required.filter((key) => !(key in (body as object)));
    if (missing.length > 0) throw new LoadError('broken', url, body);
    return body;
  };
  /** A failure is not remembered: the next element, or the next try, asks again. */
  const once = <T>(path: string, required: readonly (keyof T & string)[]): Promise<T> => {
    let pending = loaded.get(path);
    if (pending === undefined) {
      pending = load(path, required);
      loaded.set(path, pending);
      pending.catch(() => loaded.delete(path));
    }
    return pending as unknown as Promise<T>;
  };

  let known: SiteConfig | undefined;
  return {
    get known() {
      return known;
    },
    config: async () =>
      (known = await once<SiteConfig>('config', ['site', 'controller', 'purposes', 'authority'])),
    form: (form) =>
      once<PublishedForm>(`forms/${encodeURIComponent(form)}`, ['definition', 'wordings', 'policy']),
    policy: (policy, after) => {
      const page = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
      return once<PolicyIndex>(`policies/${encodeURIComponent(policy)}${page}`, ['current', 'versions']);
    },
    policyVersion: (policy, version, language) =>
      once<PolicyVersion>(
        `policies/${encodeURIComponent(policy)}/versions/${encodeURIComponent(version)}?language=${encodeURIComponent(language)}`,
        ['sections', 'version', 'lastUpdated'],
      ),
    policyChanges: (policy, { isOutline = false, ...between }) => {
      const asked = new URLSearchParams({ ...between, ...(isOutline ? { outline: 'true' } : {}) });
      return once<PolicyChanges>(`policies/${encodeURIComponent(policy)}/changes?${asked.toString()}`, [
        'to',
        'sections',
      ]);
    },
  };
}
