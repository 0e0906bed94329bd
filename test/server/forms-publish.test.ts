/** `smartxpo-consent forms publish`: from files to what visitors see, by the rules and into the record of the studio. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { versionsOf } from '../../src/server/forms/publishing.ts';
import { publishSite, readSite } from '../../src/server/publishing.ts';
import { firstBroken } from '../../src/server/staff/audit.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { startBackend } from '../helpers/backend.ts';
import { delivery, submission } from '../helpers/operations.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { FormVersion } from '../../src/protocol/staff-forms.schema.ts';
import { SITE, formTeam, teamWith } from '../helpers/form-team.ts';
import type { FormTeam, Said } from '../helpers/form-team.ts';
import { SMALL_FORM } from '../helpers/small-form.ts';
import { SUBSCRIPTION, formText } from '../helpers/staff-form-text.ts';

const OLD = SUBSCRIPTION.consents['news-email'].text;
const NEW = OLD.replace('at most once a month', 'at most twice a month');
const SUBSCRIPTION_1 = formText({ version: 1 });
const REWORDED = formText({ version: 2, text: NEW });
const RENAMED = formText({ version: 2, title: 'News' });
const DRAFT = { site: 'smartxpo', form: 'subscription', saved_by: 'mark@staff.example', revision: 3 };
const MOMENT = Date.parse('2026-11-22T10:00:00.000Z');

const NOTICE = { kind: 'notice', text: 'Kept for 24 months. See the [policy](policy:privacy).' };

/** A form that no rule says anything about. */
const small = (version: number, title = 'Write to us'): string =>
  `${JSON.stringify({ ...SMALL_FORM, form: 'small', version, title, consents: { notice: NOTICE } }, null, 2)}\n`;

let team: FormTeam;
beforeEach(async () => {
  team = await teamWith(SUBSCRIPTION_1, small(1));
});
afterEach(() => {
  team.end();
});

const publish = (...words: string[]): Promise<Said> =>
  team.forms('publish', '--by', 'Cleo', '--note', 'Autumn', ...words);

async function versions(form: string): Promise<FormVersion[]> {
  return team.inStore(async (queries) => {
    const site = await readSite(queries, 'smartxpo');
    assert.ok(site);
    return versionsOf({ queries, site, form, person: '', now: 0 });
  });
}

async function numbers(form: string): Promise<number[]> {
  return (await versions(form)).map(({ version }) => version);
}

const beginDraft = (source: string): Promise<boolean> =>
  team.inStore((store) => store.forms.addDraft({ ...DRAFT, source, saved_at: MOMENT }));

const draftThere = async (): Promise<string | undefined> =>
  (await team.inStore((store) => store.forms.draft(DRAFT)))?.source;

/** Changes the database behind the back of the commands. */
function inDatabase(statement: string): void {
  const database = new DatabaseSync(team.database);
  database.exec(statement);
  database.close();
}

describe('forms publish', () => {
  test('publishes what the file says, by whom and what for, and what is pulled is that file', async () => {
    const source = `\uFEFF${RENAMED.replaceAll('\n', '\r\n')}\r\n`;
    const file = team.write('news.json', source);
    assert.deepEqual(await publish(file), {
      end: 0,
      out: [`${file}: published as version 2 of subscription`],
      error: [],
    });
    const [version] = await versions('subscription');
    assert.deepEqual(
      [version?.version, version?.publishedBy, version?.note, version?.approvedBy, version?.rewordings],
      [2, 'Cleo', 'Autumn', undefined, {}],
    );
    const folder = join(team.folder, 'forms');
    assert.equal((await team.forms('pull', '--into', folder, 'subscription')).end, 0);
    assert.ok(team.read('forms/subscription.json').equals(Buffer.from(source)));
  });

  test('is recorded, in a chain that holds', async () => {
    await publish(team.write('news.json', REWORDED), '--rewording', 'news-email=typo');
    await team.inStore(async ({ audit }) => {
      const [last, ...before] = await audit.list('smartxpo', { below: 100, limit: 100 });
      assert.deepEqual(
        [last?.person, last?.action, last?.object, JSON.parse(last?.details ?? '')],
        [
          'Cleo',
          'form-published',
          'forms/subscription/versions/2',
          { rewordings: { 'news-email': 'typo' }, approvedBy: null },
        ],
      );
      assert.deepEqual(await firstBroken({ audit }, 'smartxpo'), { entries: before.length + 1 });
    });
  });

  test('of the same file again changes nothing and is no failure', async () => {
    const file = team.write('news.json', REWORDED);
    const words = [file, '--rewording', 'news-email=typo'];
    assert.equal((await publish(...words)).end, 0);
    assert.deepEqual(await publish(...words), {
      end: 0,
      out: [`${file}: already published as version 2 of subscription`],
      error: [],
    });
    assert.deepEqual(await numbers('subscription'), [2, 1]);
  });

  test('does not take an older version, or another text under its number, for published', async () => {
    assert.equal((await publish(team.write('news.json', RENAMED))).end, 0);
    for (const text of [SUBSCRIPTION_1, `${RENAMED}\n`]) {
      const { end, out, error } = await publish(team.write('other.json', text));
      assert.deepEqual([end, out], [1, []]);
      assert.match(
        error[0] ?? '',
        /other\.json:4 \/version: version-taken; expected 3 or more; .*; to do: set "version" to 3/,
      );
      assert.equal(error.at(-1), 'Nothing was published.');
    }
    assert.deepEqual(await numbers('subscription'), [2, 1]);
  });

  test('names the user of the machine where nobody else is named', async () => {
    const file = team.write('news.json', RENAMED);
    const cli = join(import.meta.dirname, '../../src/server/cli.ts');
    const { status, stderr } = spawnSync(
      process.execPath,
      [cli, 'forms', 'publish', file, '--note', 'Autumn'],
      {
        env: { ...process.env, ...team.env },
        encoding: 'utf8',
      },
    );
    assert.equal(status, 0, stderr);
    const [version] = await versions('subscription');
    assert.equal(version?.publishedBy, userInfo().username);
  });

  test('refuses what a rule objects to, with line and requirement', async () => {
    const wrong = formText({ version: 2, text: 'Email me news.' });
    const { end, out, error } = await publish(
      team.write('wrong.json', wrong),
      '--rewording',
      'news-email=typo',
    );
    assert.deepEqual([end, out], [1, []]);
    assert.match(
      error.join('\n'),
      /wrong\.json:\d+ \/consents\/news-email\/text: no-withdrawal; .*; requirement L-05/,
    );
    assert.deepEqual(await numbers('subscription'), [1]);
  });

  test('leaves what is published, even where the site would refuse it now; validation says so', async () => {
    await team.inStore(async (store) => {
      const site = await readSite(store, 'smartxpo');
      assert.ok(site);
      const purposes = site.purposes.filter(({ id }) => id !== 'direct-marketing');
      await publishSite(store, { ...site, purposes }, MOMENT);
    });
    const file = team.write('news.json', SUBSCRIPTION_1);
    const { end, out } = await publish(file);
    assert.deepEqual([end, out], [0, [`${file}: already published as version 1 of subscription`]]);
    const validated = await team.forms('validate', file, '--site', 'smartxpo');
    assert.equal(validated.end, 1);
    assert.match(validated.error[0] ?? '', /\/purpose: unknown-purpose; .*; requirement S-07/);
  });

  test('refuses what the studio would not open', async () => {
    const file = team.write('long.json', JSON.stringify({ form: 'small', 'x-note': 'x'.repeat(1_000_000) }));
    const { end, error } = await publish(file);
    assert.equal(end, 1);
    assert.match(
      error[0] ?? '',
      /long\.json: too-large; expected at most 1000000 characters; found 10000\d\d/,
    );
  });

  test('waits for the policy', async () => {
    team.end();
    team = formTeam();
    assert.equal((await team.publish(SITE)).end, 0);
    const { end, error } = await publish(team.write('small.json', small(1)));
    assert.equal(end, 1);
    assert.match(error[0] ?? '', /small\.json: no-policy-version; .*; to do: publish the policy first/);
  });
});

describe('forms publish, in other words of consent', () => {
  let file: string;
  beforeEach(() => {
    file = team.write('news.json', REWORDED);
  });

  test('asks whether they mean something else, and who approved that', async () => {
    const asked = await publish(file);
    assert.deepEqual([asked.end, asked.out], [1, []]);
    assert.match(
      asked.error[0] ?? '',
      /news\.json \/rewordings\/news-email: question: reworded; .*--rewording news-email=typo, or news-email=meaning with --approved-by NAME$/,
    );
    const unapproved = await publish(file, '--rewording', 'news-email=meaning');
    assert.equal(unapproved.end, 1);
    assert.match(
      unapproved.error[0] ?? '',
      /\/approvedBy: missing; .*; to do: name that person with --approved-by/,
    );
    assert.deepEqual(await numbers('subscription'), [1]);

    const approved = await publish(file, '--rewording', 'news-email=meaning', '--approved-by', 'Bea');
    assert.equal(approved.end, 0, approved.error.join('\n'));
    const [version] = await versions('subscription');
    assert.deepEqual([version?.rewordings, version?.approvedBy], [{ 'news-email': 'meaning' }, 'Bea']);
  });

  test('takes no answer about another consent', async () => {
    const other = await publish(file, '--rewording', 'news-post=typo');
    assert.equal(other.end, 1);
    assert.match(other.error[0] ?? '', /question: reworded/);
    const both = await publish(
      file,
      '--rewording',
      'news-email=typo',
      '--rewording',
      'news-mail=meaning',
      '--approved-by',
      'Bea',
    );
    assert.equal(both.end, 1);
    assert.deepEqual(both.error, [
      '--rewording: not-reworded; expected one of news-email; found news-mail; did you mean "news-email"?',
      'Nothing was published.',
    ]);
    const none = await publish(team.write('renamed.json', RENAMED), '--rewording', 'news-email=typo');
    assert.equal(none.end, 1);
    assert.match(none.error[0] ?? '', /not-reworded; expected no answer, since no consent has other words/);
    assert.deepEqual(await numbers('subscription'), [1]);
  });

  test('takes no answer that is none, and no two about one consent', async () => {
    for (const answer of ['news-email', 'news-email=spelling', '=typo', 'news-email=typo=meaning']) {
      const expected = /--rewording: expected CONSENT=typo or CONSENT=meaning/;
      await assert.rejects(publish(file, '--rewording', answer), expected, answer);
    }
    const two = ['--rewording', 'news-email=typo', '--rewording', 'news-email=meaning'];
    await assert.rejects(publish(file, ...two), /--rewording: expected one answer about news-email/);
    await assert.rejects(team.forms('publish', file), /--note: expected what the new version is for/);
    await assert.rejects(team.forms('publish', file, '--note', ' '), /--note: expected/);
    await assert.rejects(publish(file, '--note', 'x'.repeat(501)), /--note: expected at most 500/);
    await assert.rejects(publish(file, '--by', ' '), /--by: expected the name of a person/);
    await assert.rejects(team.forms('publish', '--note', 'x'), /forms publish: expected FILE…/);
  });
});

describe('forms publish, several files', () => {
  test('checks all before it publishes one', async () => {
    const good = team.write('good.json', small(2));
    const wrong = team.write('wrong.json', formText({ version: 1, title: 'News' }));
    const absent = join(team.folder, 'absent.json');
    for (const files of [[good, wrong], [wrong, good], [good, absent], [good, good]]) {
      const { end, out, error } = await publish(...files);
      assert.deepEqual([end, out, error.at(-1)], [1, [], 'Nothing was published.']);
    } // prettier-ignore
    assert.match(
      (await publish(good, good)).error[0] ?? '',
      /good\.json \/form: duplicate-form; .*; found small/,
    );
    assert.deepEqual(await numbers('small'), [1]);
  });

  test('publishes each, and leaves what is published already', async () => {
    const files = [team.write('a.json', small(2)), team.write('b.json', SUBSCRIPTION_1)];
    const { end, out } = await publish(...files);
    assert.equal(end, 0);
    assert.deepEqual(out, [
      `${files[0] ?? ''}: published as version 2 of small`,
      `${files[1] ?? ''}: already published as version 1 of subscription`,
    ]);
  });

  test('keeps what was published when a later one fails, and nothing of that one', async () => {
    inDatabase(`create trigger full before insert on audit_entry when new.object like 'forms/small/%'
      begin select raise(abort, 'no room'); end`);
    const files = [team.write('a.json', RENAMED), team.write('b.json', small(2))];
    await assert.rejects(publish(...files), /no room/);
    assert.deepEqual(await numbers('subscription'), [2, 1]);
    assert.deepEqual(await numbers('small'), [1]);
  });

  test('says so where somebody else was faster', async () => {
    inDatabase(`create trigger faster after insert on form_version when new.form = 'subscription' begin
      insert into form_version (site, form, version, document, source, published_at)
      select site, form, 2, replace(document, '"version":1', '"version":2'), source, published_at from form_version where form = 'small'; end`);
    const files = [team.write('a.json', RENAMED), team.write('b.json', small(2, 'Ours'))];
    const { end, out, error } = await publish(...files);
    assert.deepEqual([end, out], [1, [`${files[0] ?? ''}: published as version 2 of subscription`]]);
    assert.match(
      error.join('\n'),
      /b\.json:3 \/version: version-taken; expected 3 or more[^]*b\.json: was not published$/,
    );
  });
});

describe('forms publish, beside a draft', () => {
  test('is done with a draft that says the same', async () => {
    await beginDraft(RENAMED);
    const { out } = await publish(team.write('news.json', RENAMED));
    assert.equal(out.length, 1);
    assert.equal(await draftThere(), undefined);
  });

  test('leaves any other as it is, and says whose it is and what it needs', async () => {
    await beginDraft(REWORDED);
    const { end, out } = await publish(team.write('news.json', RENAMED));
    assert.equal(end, 0);
    assert.equal(
      out[1],
      '  the draft by mark@staff.example, 2026-11-22 10:00 UTC, stays; it needs the version 3 or more now',
    );
    assert.equal(await draftThere(), REWORDED);
  });

  test('leaves the same one, too, where it could not be published', async () => {
    await beginDraft(REWORDED);
    assert.equal((await publish(team.write('news.json', REWORDED))).end, 1);
    inDatabase(`create trigger full before insert on audit_entry begin select raise(abort, 'no room'); end`);
    await assert.rejects(
      publish(team.write('news.json', REWORDED), '--rewording', 'news-email=typo'),
      /no room/,
    );
    assert.equal(await draftThere(), REWORDED);
  });
});

describe('forms publish --dry-run', () => {
  const dry = (...words: string[]): Promise<Said> => team.forms('publish', '--dry-run', ...words);

  test('says in words what would be different and what would be asked, and changes nothing', async () => {
    const source = formText({ version: 2, title: 'News', text: NEW });
    const file = team.write('news.json', source);
    await agreeToFirst();
    const { end, out, error } = await dry(file);
    assert.equal(end, 1);
    assert.deepEqual(out, [
      `${file}: subscription, beside version 1`,
      `  reworded title (en): “${SUBSCRIPTION.title}” is now “News”`,
      `  reworded news-email.text (en): “${OLD}” is now “${NEW}”`,
      '  news-email (en): 1 person has agreed to the words as they are now',
      'A dry run: nothing was published.',
    ]);
    assert.equal(error.length, 1);
    assert.match(error[0] ?? '', /question: reworded; .*to do: --rewording news-email=typo/);
    const answered = await dry(file, '--rewording', 'news-email=typo');
    assert.deepEqual([answered.end, answered.out, answered.error], [0, out, []]);
    assert.deepEqual(await numbers('subscription'), [1]);
  });

  test('tells a new form, an old one, and one that visitors would not see a difference in', async () => {
    const fresh = team.write('fresh.json', small(1).replace('"small"', '"fresh"'));
    const same = team.write('same.json', SUBSCRIPTION_1);
    const spaced = team.write('spaced.json', `${small(2)}\n`);
    assert.deepEqual(await dry(fresh, same, spaced), {
      end: 0,
      out: [
        `${fresh}: fresh would be new`,
        `${same}: already published as version 1 of subscription`,
        `${spaced}: small, beside version 1`,
        '  nothing is different to visitors',
        'A dry run: nothing was published.',
      ],
      error: [],
    });
    assert.deepEqual(await numbers('fresh'), []);
  });

  test('names each kind of difference', async () => {
    const { consents, items, translations: _none, ...rest } = SUBSCRIPTION;
    const { 'news-post': _post, ...kept } = consents;
    const [first, ...others] = items.map((item) =>
      'ask' in item ? { ...item, ask: item.ask.filter((id) => id !== 'news-post') } : item,
    );
    const changed = {
      ...rest,
      version: 2,
      languages: ['en'],
      items: [{ id: 'hello', say: 'Hello\u200b there' }, first, ...others],
      consents: { ...kept, extra: { kind: 'acknowledge', text: 'I have read this.' } },
      capture: ['page'],
    };
    const { out } = await dry(team.write('changed.json', JSON.stringify(changed)));
    const said = out.join('\n');
    for (const line of [
      /^ {2}removed the language de$/m,
      /^ {2}added hello: “Hello/m,
      /^ {2}changed \S+: ask of “/m,
      /^ {2}removed the consent news-post: “/m,
      /^ {2}added the consent extra: “I have read this\.”$/m,
      /^ {2}changed the setting capture$/m,
    ])
      assert.match(said, line);
  });
});

/** One person has agreed to the words of the first version. */
async function agreeToFirst(): Promise<void> {
  const backend = await startBackend(await openSqliteStore(team.database));
  const response = await backend.fetch('/v1/sites/smartxpo/forms/subscription');
  const form = (await response.json()) as PublishedForm;
  const answers = { email: 'ada@visitor.example' };
  const operation = submission(form, { answers, ticked: ['news-email'] });
  const answer = await backend.fetch('/v1/operations', delivery(operation));
  assert.equal(answer.status, 201, await answer.text());
  await backend.close();
}

describe('publish', () => {
  test('refuses other words of consent, which it cannot ask about', async () => {
    const { end, error } = await team.publish(team.write('news.json', REWORDED));
    assert.equal(end, 1);
    assert.match(error.join('\n'), /reworded.*typo, or meaning[^]*forms publish … --rewording/);
    assert.deepEqual(await numbers('subscription'), [1]);
  });

  test('says of a form who published it, and records it', async () => {
    assert.equal((await team.publish(team.write('news.json', RENAMED))).end, 0);
    const all = await versions('subscription');
    assert.deepEqual(
      all.map(({ version, publishedBy, note, approvedBy, rewordings }) => [
        version,
        publishedBy,
        note,
        approvedBy,
        rewordings,
      ]),
      [
        [2, 'Ada', '', undefined, {}],
        [1, 'Ada', '', undefined, {}],
      ],
    );
    await team.inStore(async ({ audit }) => {
      const [last] = await audit.list('smartxpo', { below: 100, limit: 100 });
      assert.deepEqual([last?.person, last?.object], ['Ada', 'forms/subscription/versions/2']);
      assert.equal((await firstBroken({ audit }, 'smartxpo')).brokenAt, undefined);
    });
  });

  test('records nothing of what was not published', async () => {
    const before = await team.inStore(({ audit }) => audit.list('smartxpo', { below: 100, limit: 100 }));
    const { end } = await team.publish(team.write('a.json', RENAMED), team.write('b.json', small(1)));
    assert.equal(end, 1);
    const after = await team.inStore(({ audit }) => audit.list('smartxpo', { below: 100, limit: 100 }));
    assert.deepEqual(after, before);
    assert.deepEqual(await numbers('subscription'), [1]);
  });
});
