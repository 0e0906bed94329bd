/** The page in a copy: everything in words, readable in any browser without a network, and by screen readers. */
import { html } from 'hono/html';
import type { PersonalCopy } from '../../protocol/personal-copy.schema.ts';
import type { Html } from '../pages/page.ts';
import { COPY_WORDS } from './copy-words.ts';
import type { CopyWords } from './copy-words.ts';

const STYLES = `
:root { color-scheme: light dark; font: 1.0625rem/1.55 system-ui, sans-serif; }
body { max-width: 48rem; margin: 0 auto; padding: 2rem 1.25rem; overflow-wrap: anywhere; }
h1 { line-height: 1.15; } h2 { margin-top: 2.5rem; border-top: 1px solid; padding-top: 1rem; }
dt { font-weight: 600; } dd { margin: 0 0 0.5rem; white-space: pre-wrap; } li { margin-bottom: 0.5rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid; }
pre { white-space: pre-wrap; }`;

interface Reader {
  copy: PersonalCopy;
  words: CopyWords;
  language: string;
  titleOf: (purpose: string) => string;
}

export async function copyPage(copy: PersonalCopy): Promise<string> {
  const tag = copy.language.split('-')[0] ?? '';
  const language = tag in COPY_WORDS ? copy.language : 'en';
  const words = COPY_WORDS[language.split('-')[0] ?? 'en'];
  if (words === undefined) throw new Error('English page texts are missing');
  const titleOf = (id: string): string => copy.purposes.find((purpose) => purpose.id === id)?.title ?? id;
  const reader: Reader = { copy, words, language, titleOf };
  const title = words.title(copy.controller.name);
  const text = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          ${STYLES}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>${words.made(day(reader, copy.madeAt))} ${words.others}</p>
          ${withheld(reader)}
          ${parts(reader).map(
            ([heading, body]) =>
              html`<h2>${heading}</h2>
                ${body}`,
          )}
        </main>
      </body>
    </html>`;
  return String(text);
}

function parts(reader: Reader): [string, Html][] {
  const { copy, words } = reader;
  const { controller, authority } = copy;
  return [
    [words.responsible, html`<p>${controller.name}, ${controller.address}<br />${controller.email}</p>`],
    [words.contacts, list(words, copy.contacts.map(({ channel, value }) => html`${words.channels[channel]}: ${value}`))],
    [words.left, submissions(reader)],
    [words.files, list(words, copy.files.map(({ name, size, path }) => html`<a href="${path}">${name}</a> (${size} ${words.bytes})`))],
    [words.letters, letters(reader)],
    [words.permissions, list(words, copy.permissions.map((held) => html`${reader.titleOf(held.purpose)}, ${words.channels[held.channel]}: ${held.state}, ${day(reader, held.since)}`))],
    [words.history, history(reader)],
    [words.requests, list(words, copy.requests.map(({ kind, reference, state }) => html`${words.kinds[kind]} (${reference}): ${state}`))],
    [words.purposes, purposes(reader)],
    [words.elsewhere, list(words, copy.elsewhere.map(({ title, why }) => html`${title}${why === undefined ? '' : `: ${why}`}`))],
    [words.rights, html`<p>${words.rightsHow(controller.email)}</p>${list(words, copy.rights.map((kind) => html`${words.kinds[kind]}`))}`],
    [words.authority, html`<p>${authority.name}: <a href="${authority.url}">${authority.url}</a></p>`],
  ]; // prettier-ignore
}

function withheld({ copy, words }: Reader): Html {
  if (copy.withheld === undefined) return html``;
  const { records, code, words: said } = copy.withheld;
  return html`<p><strong>${words.withheld(records, words.reasons[code])}</strong> ${said}</p>`;
}

function list({ nothing }: CopyWords, items: readonly Html[]): Html {
  return items.length === 0 ? html`<p>${nothing}</p>` : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`; // prettier-ignore
}

function submissions({ copy, words, language }: Reader): Html {
  if (copy.submissions.length === 0) return html`<p>${words.nothing}</p>`;
  return html`${copy.submissions.map(
    ({ title, receivedAt, language: own, answers }) =>
      html`<h3 lang="${own}">${title}</h3>
        <p>${moment(language, receivedAt)}</p>
        <dl lang="${own}">
          ${answers.map(
            ({ label, lines, type }) =>
              html`<dt>${label}</dt>
                <dd>${type === 'checkbox' ? words.yes : lines.join('\n')}</dd>`,
          )}
        </dl>`,
  )}`;
}

function letters({ copy, words }: Reader): Html {
  if (copy.letters.length === 0) return html`<p>${words.nothing}</p>`;
  return html`${copy.letters.map(
    ({ receivedAt, method, subject, message, contact }) =>
      html`<h3>${receivedAt.slice(0, 10)}, ${method}${subject === undefined ? '' : `: ${subject}`}</h3>
        <p>${Object.values(contact).join(', ')}</p>
        <pre>${message}</pre>`,
  )}`;
}

function history({ copy, words, language, titleOf }: Reader): Html {
  if (copy.consentHistory.length === 0) return html`<p>${words.nothing}</p>`;
  const { when, what, channel, state, words: said } = words.columns;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.history}">
    <table>
      <thead>
        <tr>
          ${[when, what, channel, state, said].map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${copy.consentHistory.map(
          (event) =>
            html`<tr>
              <td>${moment(language, event.at)}</td>
              <td>${titleOf(event.purpose)}</td>
              <td>${words.channels[event.channel]}</td>
              <td>${words.events[event.type]}</td>
              <td lang="${event.language ?? language}">${event.words ?? ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function purposes({ copy, words }: Reader): Html {
  return html`<dl>
    ${copy.purposes.map(
      ({ title, description, lawfulBasis, interest, keep, after }) =>
        html`<dt>${title}</dt>
          <dd>
            ${[`${description} ${words.bases[lawfulBasis]}${interest === undefined ? '' : `: ${interest}`}.`, words.kept(period(words, keep), after)].join(' ')}
          </dd>`,
    )}
  </dl>`;
}

function period({ period: said }: CopyWords, duration: string): string {
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration) ?? [];
  const parts = [
    ...(years === undefined ? [] : [said.years(Number(years))]),
    ...(months === undefined ? [] : [said.months(Number(months))]),
    ...(days === undefined ? [] : [said.days(Number(days))]),
  ];
  return parts.join(', ');
}

function moment(language: string, at: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(Date.parse(at)); // prettier-ignore
}

function day({ language }: Reader, at: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(at));
}
