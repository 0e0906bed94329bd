/** Translations as a file for translators: one line a text, one column a language. */
import Papa from 'papaparse';
import type { FormDefinition } from '../../../protocol/form-definition.schema.ts';
import { catalogueOf, translationText } from '../model/authored.ts';
import type { AuthoredForm } from '../model/authored.ts';
import { setTranslations } from '../model/edits.ts';
import type { Saying } from '../model/edits.ts';
import { textRows } from '../model/translation-rows.ts';
import type { Command } from '../text/json-edit.ts';

/** Spreadsheets read UTF-8 only with it. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What spreadsheets would reckon with; an apostrophe before it makes them leave it as it is. */
const FORMULA = /^'*[=+\-@\t\r]/;

export function translationsCsv(form: AuthoredForm, definition: FormDefinition): string {
  const [source = 'en', ...others] = form.languages;
  const lines = textRows(definition).map(({ path, source: text }) => [
    path,
    text,
    ...others.map((language) => translationText(catalogueOf(form, language)[path]) ?? ''),
  ]);
  return (
    BYTE_ORDER_MARK +
    Papa.unparse([['path', source, ...others], ...lines], {
      newline: '\r\n',
      escapeFormulae: FORMULA,
    })
  );
}

export interface CsvChanges {
  commands: Command[];
  /** How many texts are new or other ones. */
  changed: number;
  /** Paths that the form does not have. */
  unknown: string[];
  /** Paths whose source says something else by now: their translations are left alone. */
  outdated: string[];
}

/** What a file that came back would change; languages that the form does not have are left out. */
export function csvChanges(csv: string, form: AuthoredForm, definition: FormDefinition): CsvChanges {
  const text = csv.replace(BYTE_ORDER_MARK, '');
  const { data } = Papa.parse<string[]>(text, {
    // Behind the first head; guessed from texts full of semicolons it would be wrong.
    delimiter: /^"?path"?([,;\t])/.exec(text)?.[1] ?? '',
    // Spreadsheets write rows of nothing but separators.
    skipEmptyLines: 'greedy',
  });
  const [head = [], ...lines] = data;
  const sources = new Map(textRows(definition).map(({ path, source }) => [path, source]));
  const [sourceLanguage = '', ...languages] = form.languages;
  const paths = lines.map((line) => line[0] ?? '');
  const isOutdated = (line: readonly string[]): boolean =>
    sources.has(line[0] ?? '') &&
    said(line, head, sourceLanguage) !== asSaid(sources.get(line[0] ?? '') ?? '');
  const sayings = languages.map((language) => {
    const known = catalogueOf(form, language);
    return lines.flatMap((line): Saying[] => {
      const [path = ''] = line;
      const source = sources.get(path);
      const text = said(line, head, language) ?? '';
      const isNews = text !== '' && text !== asSaid(translationText(known[path]) ?? '');
      return source === undefined || isOutdated(line) || !isNews ? [] : [{ path, source, text }];
    });
  });
  return {
    commands: languages.flatMap((language, index) => {
      const said = sayings[index] ?? [];
      return said.length === 0 ? [] : setTranslations(form, language, said);
    }),
    changed: sayings.flat().length,
    unknown: paths.filter((path) => !sources.has(path)),
    outdated: lines.filter(isOutdated).map(([path = '']) => path),
  };
}

function said(line: readonly string[], head: readonly string[], language: string): string | undefined {
  const column = head.indexOf(language);
  const cell = column < 0 ? undefined : line[column];
  return cell === undefined ? undefined : asSaid(FORMULA.test(cell.slice(1)) ? cell.replace(/^'/, '') : cell);
}

/** Without what a spreadsheet may do to a text on the way: other line ends, spaces around it. */
function asSaid(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
