/** Templates of a policy's sections and of the list of contents. Structured data in, no markup. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { msg } from '../../locales/lit-localize.ts';
import { getLocale } from '../base/language.ts';
import type { PolicySection } from '../../protocol/policy-text.schema.ts';
import { heading } from '../base/heading.ts';
import { blockOf } from './blocks.ts';

/** The id of a section's heading in the shadow root. */
export function anchorOf(section: string): string {
  return `section-${section}`;
}

/** How long each part of a text is, in letters: headings and blocks, in the order of reading. */
export function sizesOf(sections: readonly PolicySection[]): number[] {
  return sections.flatMap(({ heading: title, summary = '', blocks, sections: inner = [] }) => [
    title.length + summary.length,
    ...blocks.map((block) => JSON.stringify(block).length),
    ...sizesOf(inner),
  ]);
}

/** As many parts of the text as asked for. What stands already is not looked at again. */
export function sectionsOf(sections: readonly PolicySection[], level: number, most: number): unknown[] {
  const drawn: unknown[] = [];
  let left = most;
  for (const section of sections) {
    if (left <= 0) break;
    const parts = Math.min(left, partsOf(section));
    drawn.push(guard([section, level, parts, getLocale()], () => sectionOf(section, level, parts)));
    left -= parts;
  }
  return drawn;
}

function partsOf({ blocks, sections = [] }: PolicySection): number {
  return sections.reduce((sum, inner) => sum + partsOf(inner), 1 + blocks.length);
}

/** A section and those inside it; each level of the tree is one level of headings (A-21). */
function sectionOf(section: PolicySection, level: number, parts: number): TemplateResult {
  const id = anchorOf(section.id);
  const [blocks, rest] = [section.blocks.slice(0, parts - 1), parts - 1 - section.blocks.length];
  return html`<section class="section" part="section" aria-labelledby=${id}>
    ${heading(level, section.heading, { id })}
    ${
      section.summary === undefined
        ? nothing
        : html`<p class="in-short" part="summary">
            <strong lang=${getLocale()}>${msg('In short:')}</strong> ${section.summary}
          </p>`
    }
    ${blocks.map(blockOf)} ${sectionsOf(section.sections ?? [], level + 1, rest)}
  </section>`;
}

/** The list of contents, two levels deep; `go` brings a section's heading into view. */
export function contents(
  sections: readonly PolicySection[],
  { lang, dir }: { lang: string; dir: 'ltr' | 'rtl' },
  go: (section: string) => void,
): TemplateResult {
  const follow = (event: Event, section: string): void => {
    // A fragment does not reach into a shadow root.
    event.preventDefault();
    go(section);
  };
  const line = (section: PolicySection, depth: number): TemplateResult =>
    html`<li>
      <a href=${`#${anchorOf(section.id)}`} @click=${(event: Event) => follow(event, section.id)}
        >${section.heading}</a
      >
      ${
        depth > 1 && section.sections !== undefined && section.sections.length > 0
          ? html`<ol>
              ${section.sections.map((inner) => line(inner, depth - 1))}
            </ol>`
          : nothing
      }
    </li>`;
  return html`<nav class="contents" part="contents" aria-labelledby="contents">
    <p class="nav-title" id="contents">${msg('Contents')}</p>
    <ol lang=${lang} dir=${dir}>
      ${sections.map((section) => line(section, 2))}
    </ol>
  </nav>`;
}
