/** Small DOCX files for tests, written by hand: a zip of a few XML parts. */
import { strToU8, zipSync } from 'fflate';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${R}/officeDocument" Target="word/document.xml"/></Relationships>`;
const STYLES = `${XML}<w:styles xmlns:w="${W}">${[
  ['Title', 'Title'],
  ['Heading1', 'heading 1'],
  ['Heading2', 'heading 2'],
]
  .map(
    ([id, name]) =>
      `<w:style w:type="paragraph" w:styleId="${id ?? ''}"><w:name w:val="${name ?? ''}"/></w:style>`,
  )
  .join('')}</w:styles>`;
const NUMBERING = `${XML}<w:numbering xmlns:w="${W}">${[
  [0, 'bullet'],
  [1, 'decimal'],
]
  .map(
    ([id, format]) =>
      `<w:abstractNum w:abstractNumId="${id ?? ''}">${[0, 1].map((level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="${format ?? ''}"/></w:lvl>`).join('')}</w:abstractNum>`,
  )
  .join(
    '',
  )}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;

/** A file whose links lead to `links` (`rId10` the first); `parts` are added, or take the place of others. */
export function docx(
  body: string,
  links: readonly string[] = [],
  parts: Record<string, string> = {},
): Uint8Array {
  const targets = links.map(
    (target, index) =>
      `<Relationship Id="rId${index + 10}" Type="${R}/hyperlink" Target="${target}" TargetMode="External"/>`,
  );
  const relations = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${R}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${R}/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="${R}/footnotes" Target="footnotes.xml"/>${targets.join('')}</Relationships>`;
  const files = {
    '[Content_Types].xml': TYPES,
    '_rels/.rels': RELATIONS,
    'word/document.xml': `${XML}<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations,
    'word/styles.xml': STYLES,
    'word/numbering.xml': NUMBERING,
    'word/footnotes.xml': `${XML}<w:footnotes xmlns:w="${W}"><w:footnote w:id="2">${p('The note.')}</w:footnote></w:footnotes>`,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** A paragraph of text or runs, with a style. */
export function p(content: string, style?: string): string {
  return `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${content.startsWith('<') ? content : r(content)}</w:p>`;
}

export function r(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** An item of a list: `1` has bullets, `2` numbers. */
export function item(text: string, list: 1 | 2, level = 0): string {
  return `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${r(text)}</w:p>`;
}

export function table(...rows: string[][]): string {
  const cells = (row: string[]): string => row.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('');
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

export function link(text: string, id: string): string {
  return `<w:hyperlink r:id="${id}">${r(text)}</w:hyperlink>`;
}
