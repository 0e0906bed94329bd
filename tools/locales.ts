/**
 * `npm run locales`: brings xliff/<language>.xlf up to date with the messages in the sources, then writes
 * src/locales/generated/<language>.json, the catalogues that the widget loads at run time. Plain data, so
 * that a site can add a language without a build. What only the studio says is in generated/studio/ alone:
 * visitors do not load it. Fails when a translation or a placeholder is missing.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import config from '../lit-localize.json' with { type: 'json' };

/** A template as @lit/localize takes it at run time: values are the indexes of the placeholders. */
export type Template = string | { strTag: true; strings: string[]; values: number[] };
type Catalogue = { templates: Record<string, Template> };
export type Unit = { id: string; source: string; target: string | undefined };

const root = join(import.meta.dirname, '..');
const PLACEHOLDER = /<x id="(\d+)"[^>]*\/>/;
/** Arabic script direction on words of Latin letters: shows every text that is not translatable. */
const PSEUDO = 'ar-XB';

export function readUnits(xliff: string): Unit[] {
  return [...xliff.matchAll(/<trans-unit id="([^"]*)">(.*?)<\/trans-unit>/gs)].map(
    ([, id = '', body = '']) => ({
      id,
      source: /<source>(.*?)<\/source>/s.exec(body)?.[1] ?? '',
      target: /<target[^>]*>(.*?)<\/target>/s.exec(body)?.[1],
    }),
  );
}

export function problemsOf({ id, source, target }: Unit): string[] {
  if (!target?.trim()) return [`${id}: no translation of "${source}"`];
  const [wanted, found] = [placeholders(source), placeholders(target)];
  return [
    ...wanted
      .filter((x) => !found.includes(x))
      .map((x) => `${id}: placeholder ${x} is missing in "${target}"`),
    ...found.filter((x) => !wanted.includes(x)).map((x) => `${id}: placeholder ${x} is not in "${source}"`),
  ];
}

/** `mapText` changes the words and leaves the placeholders alone. */
export function toTemplate(markup: string, mapText = (text: string) => text): Template {
  const parts = markup.split(PLACEHOLDER); // text, index, text, index, … text
  const strings = parts.filter((_, i) => i % 2 === 0).map((text) => mapText(unescape(text)));
  const values = parts.filter((_, i) => i % 2 === 1).map(Number);
  return values.length === 0 ? (strings[0] ?? '') : { strTag: true, strings, values };
}

/** Each word between "right-to-left override" and "pop": it reads mirrored, and spaces still wrap lines. */
export function toPseudo(text: string): string {
  return text.replace(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu, '\u202E$&\u202C');
}

function placeholders(markup: string): string[] {
  return [...markup.matchAll(new RegExp(PLACEHOLDER, 'g'))].map(([, index = '']) => index);
}

function unescape(text: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (all, hex?: string, decimal?: string, name = '') => {
      if (hex || decimal) return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal));
      return entities[name as string] ?? all;
    },
  );
}

/** The ids of what the elements of visitors say. */
function visitorIds(): ReadonlySet<string> {
  const folder = join(root, '.cache/locales/visitors');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { tsConfig, ...shared } = config;
  const visitors = {
    ...shared,
    tsConfig: join(root, tsConfig),
    inputFiles: [join(root, 'src/elements/**/*.ts')],
    interchange: { ...config.interchange, xliffDir: folder },
  };
  const file = join(folder, 'lit-localize.json');
  writeFileSync(file, JSON.stringify(visitors));
  extract('--config', file);
  const [language = ''] = config.targetLocales;
  return new Set(readUnits(readFileSync(join(folder, `${language}.xlf`), 'utf8')).map(({ id }) => id));
}

function extract(...options: string[]): void {
  const stdio = ['ignore', 'ignore', 'inherit'] as const;
  execFileSync('lit-localize', ['extract', ...options], { cwd: root, stdio: [...stdio] });
}

function writeCatalogue(name: string, units: readonly Unit[], toText: (unit: Unit) => Template): void {
  const catalogue: Catalogue = { templates: {} };
  for (const unit of units) catalogue.templates[unit.id] = toText(unit);
  const file = join(root, 'src/locales/generated', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(catalogue)}\n`);
  console.log(`${name}: ${units.length} messages`);
}

function main(): void {
  extract();
  const ids = visitorIds();
  rmSync(join(root, 'src/locales/generated'), { recursive: true, force: true });

  const problems: string[] = [];
  for (const language of config.targetLocales) {
    const units = readUnits(readFileSync(join(root, config.interchange.xliffDir, `${language}.xlf`), 'utf8'));
    problems.push(...units.flatMap(problemsOf).map((problem) => `${language} ${problem}`));
    const write = (name: string, toText: (unit: Unit) => Template): void => {
      writeCatalogue(name, units.filter(({ id }) => ids.has(id)), toText); // prettier-ignore
      writeCatalogue(`studio/${name}`, units, toText);
    };
    write(language, ({ source, target }) => toTemplate(target ?? source));
    if (language === config.targetLocales[0]) write(PSEUDO, ({ source }) => toTemplate(source, toPseudo));
  }
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

if (import.meta.main) main();
