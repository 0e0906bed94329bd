/** Forms at work: drafts, what stands between them and publication, versions. */
import * as v from 'valibot';
import type { FormChange, Rewording } from './form-changes.ts';
import type { PublishedForm } from './form-definition.schema.ts';
import { identifier } from './parts.schema.ts';
import type { Finding } from './problem.ts';
import type { SiteConfig, SiteDocument } from './site.schema.ts';
import { LONGEST_FORM } from './terms.ts';

/** What of a consent's new words differs: how they are written, or what they say. */
export const REWORDING_KINDS = ['typo', 'meaning'] as const;
export type RewordingKind = (typeof REWORDING_KINDS)[number];

/** The file as its author wrote it, byte for byte; it may be wrong in every way, or no JSON at all. */
export const formDraftSchema = v.strictObject({
  source: v.pipe(v.string(), v.maxLength(LONGEST_FORM)),
});

const line = v.pipe(v.string(), v.trim(), v.maxLength(500));

export const formPublicationSchema = v.strictObject({
  note: v.optional(v.pipe(line, v.description('What this version is for.')), ''),
  rewordings: v.optional(
    v.pipe(
      v.record(identifier, v.picklist(REWORDING_KINDS)),
      v.description('For every consent with other words than before: a typo, or a change of meaning.'),
    ),
    {},
  ),
  approvedBy: v.optional(
    v.pipe(line, v.minLength(1), v.description('Who approved words that mean something else.')),
  ),
});

export type FormPublication = v.InferOutput<typeof formPublicationSchema>;

export interface FormDraft {
  form: string;
  source: string;
  revision: number;
  savedBy: string;
  savedAt: string;
}

/** One line of the list of forms; it has a version, a draft, or both. */
export interface StaffForm {
  form: string;
  title: string;
  published?: { version: number; at: string } | undefined;
  draft?: { revision: number; savedBy: string; savedAt: string } | undefined;
}

/** What `GET /v1/staff/site` answers: what forms are held against. */
export interface StaffSite {
  site: SiteDocument;
  collects?: readonly string[] | undefined;
}

/** `agreed`: how many people have given the old words their consent. */
export interface CountedRewording extends Rewording {
  agreed: number;
}

export interface FormReview {
  form: string;
  /** The version that visitors see now. */
  published?: number | undefined;
  /** The least number that the next version can have. */
  next: number;
  changes: FormChange[];
  rewordings: CountedRewording[];
  findings: Finding[];
}

export interface FormVersion {
  form: string;
  version: number;
  publishedAt: string;
  /** Absent for what the installation brought along, or was published before it was recorded. */
  publishedBy?: string | undefined;
  approvedBy?: string | undefined;
  note?: string | undefined;
  /** The difference to the version before. */
  changes: FormChange[];
  rewordings: Record<string, RewordingKind>;
}

/** What the forms of a site share, and where each wording that visitors see stands. */
export interface StaffLibrary {
  /** Questions of the library that a form takes; `forms`: the ids of those forms, drafts before what is published. */
  questions: { use: string; forms: string[] }[];
  wordings: StaffWording[];
}

/** Words of consent in one language, as visitors see them now. */
export interface StaffWording {
  /** SHA-256 of the words: what consents are proved by. */
  hash: string;
  language: string;
  words: string;
  /** When a form of the site was first published with them, without a break since. */
  since: string;
  /** How many people have given them their consent. */
  agreed: number;
  places: { form: string; consent: string }[];
}

/** A draft as whoever has the link sees it; nothing of it can be sent. */
export interface FormPreview {
  form: PublishedForm;
  config: SiteConfig;
}
