/** The state of the views that need a backend: what stands before publication, versions, preview links. */
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { FormReview, FormVersion } from '../../protocol/staff-forms.schema.ts';
import type { SxFormDesignerElement } from './designer.ts';
import { authoredForm, textOf } from './model/authored.ts';
import { problemWords } from './problem-words.ts';
import { setKey } from './model/edits.ts';
import { applied, editFor } from './text/json-edit.ts';
import { failureOf } from '../base/failure.ts';
import { publishView } from './views/publish-view.ts';
import type { PublishAnswers } from './views/publish-view.ts';
import { shareView } from './views/share-view.ts';
import { versionsView } from './views/versions-view.ts';

const NO_ANSWERS: PublishAnswers = { rewordings: {}, approvedBy: '', note: '' };

export class Publishing {
  readonly #host: SxFormDesignerElement;
  #review: FormReview | undefined;
  #versions: readonly FormVersion[] | undefined;
  #previewLink: { url: string; expiresAt: string } | undefined;
  #answers = NO_ANSWERS;
  #isBusy = false;
  #failure = '';
  #done: number | undefined;

  constructor(host: SxFormDesignerElement) {
    this.#host = host;
  }

  reset(): void {
    this.#review = undefined;
    this.#answers = NO_ANSWERS;
    this.#failure = '';
    this.#done = undefined;
  }

  /** Checked by the backend, which knows what is published and who agreed. */
  async begin(): Promise<void> {
    await this.#attempt(async (backend) => {
      this.#review = await backend.review();
      // A version that is taken is counted on; nobody has to do it by hand.
      const { next } = this.#review;
      const { work } = this.#host;
      if (Number(work.form.fields['version'] ?? 0) >= next || work.isFrozen) return;
      work.run(setKey(work.form.fields, [], 'version', next));
      this.#review = await backend.review();
    });
  }

  async loadVersions(): Promise<void> {
    await this.#attempt(async (backend) => {
      this.#versions = await backend.versions();
    });
  }

  async #attempt(
    work: (backend: NonNullable<SxFormDesignerElement['backend']>) => Promise<void>,
  ): Promise<void> {
    const { backend } = this.#host;
    if (backend === undefined) return;
    this.#isBusy = true;
    this.#failure = '';
    this.#host.requestUpdate();
    try {
      await work(backend);
    } catch (error) {
      this.#failure = failureOf(error, problemWords);
      this.#host.announce(this.#failure);
    }
    this.#isBusy = false;
    this.#host.requestUpdate();
  }

  async #publish(): Promise<void> {
    const { rewordings, approvedBy, note } = this.#answers;
    await this.#attempt(async (backend) => {
      const { version } = await backend.publish({
        rewordings,
        note: note.trim(),
        ...(approvedBy.trim() === '' ? {} : { approvedBy: approvedBy.trim() }),
      });
      this.#done = version;
      this.#host.announce(msg('Published.'));
    });
  }

  /** As a new draft: with the next number, every other byte as it was. */
  async #restore(version: number): Promise<void> {
    await this.#attempt(async (backend) => {
      const [source, { next }] = await Promise.all([backend.source(version), backend.review()]);
      const { fields } = authoredForm(JSON.parse(source));
      const [command] = setKey(fields, [], 'version', next);
      const edit = command && editFor(source, command);
      this.#host.takeUp(edit ? applied(source, edit) : source);
      this.#host.show('build');
      this.#host.announce(msg('Taken up as a draft. Undo brings back what was there.'));
    });
  }

  async #makeLink(): Promise<void> {
    await this.#attempt(async (backend) => {
      this.#previewLink = await backend.previewLink();
    });
  }

  async #copy(words: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(words);
      this.#host.announce(`${what}: ${msg('copied')}`);
      this.#host.overlays.note(`${what}: ${msg('copied')}`);
    } catch {
      this.#host.overlays.note(msg('The browser did not let it be copied. Mark the words and use Ctrl+C.'));
    }
  }

  render(view: 'publish' | 'versions' | 'share'): TemplateResult {
    const host = this.#host;
    const { language, isReadOnly, backend, work } = host;
    switch (view) {
      case 'publish':
        return publishView({
          form: work.form,
          review: this.#review,
          answers: this.#answers,
          language,
          isBusy: this.#isBusy,
          failure: this.#failure,
          done: this.#done,
          answer: (answers) => {
            this.#answers = answers;
            host.requestUpdate();
          },
          goTo: (finding) => void host.goTo(finding),
          publish: () => void this.#publish(),
        });
      case 'versions':
        return versionsView({
          versions: this.#versions,
          failure: this.#failure,
          language,
          isReadOnly,
          restore: (version) => void this.#restore(version),
        });
      case 'share':
        return shareView({
          form: textOf(work.form.fields['form']),
          site: backend?.embedding.site ?? host.site?.site ?? '',
          script: backend?.embedding.script,
          previewLink: this.#previewLink,
          failure: this.#failure,
          makeLink: backend && (() => void this.#makeLink()),
          copy: (words, what) => void this.#copy(words, what),
        });
    }
  }
}
