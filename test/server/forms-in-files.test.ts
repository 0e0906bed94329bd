/** `smartxpo-consent forms list | pull | validate`: forms in files beside what is published. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, test } from 'node:test';
import { publishSite, readSite } from '../../src/server/publishing.ts';
import { POLICY, SITE, formTeam, teamWith } from '../helpers/form-team.ts';
import type { FormTeam } from '../helpers/form-team.ts';
import { SMALL_FORM } from '../helpers/small-form.ts';
import { SUBSCRIPTION, formText } from '../helpers/staff-form-text.ts';

const CLI = join(import.meta.dirname, '../../src/server/cli.ts');
const SUBSCRIPTION_1 = formText({ version: 1 });
const SMALL_1 = smallText('small', 1);
const MOMENT = Date.parse('2026-11-22T10:00:00.000Z');
const DRAFT = { site: 'smartxpo', saved_by: 'mark@staff.example', saved_at: MOMENT, revision: 1 };

function smallText(form: string, version: number): string {
  return `${JSON.stringify({ ...SMALL_FORM, form, version }, null, 2)}\n`;
}

let team: FormTeam;
afterEach(() => {
  team.end();
});

async function begin(form: string, source: string): Promise<void> {
  await team.inStore((store) => store.forms.addDraft({ ...DRAFT, form, source }));
}

async function withSecondSite(): Promise<void> {
  await team.inStore(async (store) => {
    const site = await readSite(store, 'smartxpo');
    assert.ok(site);
    await publishSite(store, { ...site, site: 'other' }, MOMENT);
  });
}

describe('forms list', () => {
  test('says of each form what visitors see, and who is at work on it', async () => {
    team = await teamWith(SUBSCRIPTION_1, SMALL_1);
    await begin('small', smallText('small', 2));
    await begin('begun', '{ no JSON');
    const { end, out, error } = await team.forms('list');
    assert.deepEqual([end, error], [0, []]);
    const today = String.raw`20\d\d-\d\d-\d\d \d\d:\d\d UTC`;
    const draft = 'draft by mark@staff.example, 2026-11-22 10:00 UTC';
    const lines = [
      `^begun +not published +${draft}  begun$`,
      `^small +version 1, ${today}  ${draft}  Write to us$`,
      `^subscription  version 1, ${today}  no draft +  ${SUBSCRIPTION.title}$`,
    ];
    assert.equal(out.length, 3);
    lines.forEach((line, index) => assert.match(out[index] ?? '', new RegExp(line)));
  });

  test('says the same to programs', async () => {
    team = await teamWith(SMALL_1);
    await begin('small', smallText('small', 2));
    const { out } = await team.forms('list', '--json', '--site', 'smartxpo');
    const { site, forms } = JSON.parse(out.join('\n')) as {
      site: string;
      forms: { published: { at: string } }[];
    };
    assert.equal(site, 'smartxpo');
    const at = forms[0]?.published.at;
    assert.deepEqual(forms, [
      {
        form: 'small',
        title: 'Write to us',
        published: { version: 1, at },
        draft: { revision: 1, savedBy: 'mark@staff.example', savedAt: '2026-11-22T10:00:00.000Z' },
      },
    ]);
  });

  test('lets no title of a draft move the cursor of whoever reads the list', async () => {
    team = await teamWith(SMALL_1);
    await begin('begun', JSON.stringify({ title: 'A\u001b[2J\nB' }));
    const { out } = await team.forms('list');
    assert.match(out[0] ?? '', / {2}A \[2J B$/);
    assert.equal(out.length, 2);
  });

  test('asks for a site only where there are more; names those that there are', async () => {
    team = formTeam();
    await assert.rejects(team.forms('list'), /--site: expected a site that is published, .* which has none/);
    assert.equal((await team.publish(SITE)).end, 0);
    assert.deepEqual((await team.forms('list')).out, ['smartxpo has no forms yet.']);
    await assert.rejects(team.forms('list', '--site', 'nobody'), /expected one of smartxpo, got "nobody"/);
    await withSecondSite();
    await assert.rejects(team.forms('list'), /--site: expected one of other, smartxpo, got ""/);
    assert.deepEqual((await team.forms('list', '--site', 'other')).out, ['other has no forms yet.']);
  });
});

describe('forms pull', () => {
  const pull = (...words: string[]) => team.forms('pull', '--into', join(team.folder, 'forms'), ...words);
  const pulled = (form: string): string => join(team.folder, 'forms', `${form}.json`);

  test('writes each form as it was written, byte for byte, and says so; again it changes nothing', async () => {
    const odd = `\uFEFF${smallText('small', 1).replaceAll('\n', '\r\n').replace('Write', '\\u0057rite')}\r\n\r\n`;
    team = await teamWith(SUBSCRIPTION_1, odd);
    const first = await pull();
    assert.deepEqual(first, {
      end: 0,
      out: [`${pulled('small')}: written`, `${pulled('subscription')}: written`],
      error: [],
    });
    assert.ok(team.read('forms/small.json').equals(Buffer.from(odd)));
    assert.ok(team.read('forms/subscription.json').equals(Buffer.from(SUBSCRIPTION_1)));
    assert.deepEqual(readdirSync(join(team.folder, 'forms')), ['small.json', 'subscription.json']);
    const again = await pull();
    assert.deepEqual(again.out, [
      `${pulled('small')}: already the same`,
      `${pulled('subscription')}: already the same`,
    ]);
    assert.equal(again.end, 0);
  });

  test('leaves a file that says something else, names it, and writes the others', async () => {
    team = await teamWith(SUBSCRIPTION_1, SMALL_1);
    mkdirSync(join(team.folder, 'forms'));
    team.write('forms/small.json', 'my work');
    const { end, out, error } = await pull();
    assert.equal(end, 1);
    assert.deepEqual(out, [`${pulled('subscription')}: written`]);
    assert.match(error[0] ?? '', /small\.json: differs; expected what the site has/);
    assert.match(error[1] ?? '', /--force/);
    assert.equal(team.read('forms/small.json').toString(), 'my work');

    assert.deepEqual(await pull('--force'), {
      end: 0,
      out: [`${pulled('small')}: written over`, `${pulled('subscription')}: already the same`],
      error: [],
    });
    assert.equal(team.read('forms/small.json').toString(), SMALL_1);
  });

  test('takes drafts only when it is told to', async () => {
    team = await teamWith(SUBSCRIPTION_1, SMALL_1);
    await begin('small', 'a draft ');
    await begin('begun', '{ "begun": 1');
    assert.deepEqual((await pull()).out, [
      `${pulled('small')}: written`,
      `${pulled('subscription')}: written`,
    ]);
    assert.equal(team.read('forms/small.json').toString(), SMALL_1);
    assert.equal((await pull('--draft', '--force')).end, 0);
    assert.equal(team.read('forms/small.json').toString(), 'a draft ');
    assert.equal(team.read('forms/begun.json').toString(), '{ "begun": 1');
    assert.equal(team.read('forms/subscription.json').toString(), SUBSCRIPTION_1);
  });

  test('writes the forms that are named, and nothing where one of them is not there', async () => {
    team = await teamWith(SUBSCRIPTION_1, SMALL_1);
    await begin('begun', '{}');
    const refused = await pull('subscription', 'smal', 'begun');
    assert.equal(refused.end, 1);
    assert.deepEqual(refused.out, []);
    assert.match(refused.error[0] ?? '', /^smal: unknown-form; .* did you mean "small"\?$/);
    assert.match(refused.error[1] ?? '', /^begun: unknown-form; .*--draft takes drafts too/);
    assert.equal(refused.error[2], 'Nothing was written.');
    assert.ok(!existsSync(join(team.folder, 'forms')));
    assert.deepEqual((await pull('small')).out, [`${pulled('small')}: written`]);
    assert.deepEqual(readdirSync(join(team.folder, 'forms')), ['small.json']);
  });

  test('says which file it cannot write, and writes the others', async () => {
    team = await teamWith(SUBSCRIPTION_1, SMALL_1);
    mkdirSync(pulled('small'), { recursive: true });
    const { end, out, error } = await pull('--force');
    assert.equal(end, 1);
    assert.deepEqual(out, [`${pulled('subscription')}: written`]);
    assert.match(
      error.join('\n'),
      /^\S*small\.json: not-written; expected a file that can be written; found EISDIR.*$/,
    );
  });
});

describe('forms validate', () => {
  /** The subscription in words that nobody can take back, and that name another channel. */
  const WRONG = formText({ version: 2, text: 'Call me with news by phone and email.' });

  test('says what the lint finds, on which line, by which requirement, and what to do', async () => {
    team = await teamWith(SUBSCRIPTION_1);
    const file = team.write('wrong.json', WRONG);
    const line = WRONG.split('\n').findIndex((text) => text.includes('Call me')) + 1;
    const withFiles = await team.forms('validate', file, SITE, POLICY);
    assert.equal(withFiles.end, 1);
    assert.deepEqual(withFiles.out, []);
    const said = withFiles.error.join('\n');
    const place = `${file}:${String(line)} /consents/news-email/text: `;
    assert.ok(said.includes(`${place}no-withdrawal; expected words such as`), said);
    assert.match(said, /no-withdrawal; .*; requirement L-05; to do: say in the words that the choice can be/);
    assert.match(
      said,
      /other-channel; .*; requirement L-04; to do: give the other channel an opt-in of its own/,
    );

    const withSite = await team.forms('validate', file, '--site', 'smartxpo');
    assert.equal(withSite.end, 1);
    assert.deepEqual(withSite.error.toSorted(), withFiles.error.toSorted());
  });

  test('says what it could not check', async () => {
    team = formTeam();
    const file = team.write('wrong.json', WRONG);
    const alone = await team.forms('validate', file);
    assert.equal(alone.end, 0);
    assert.match(alone.out[0] ?? '', /no rule objected; without the site document .* were checked$/);
    const good = team.write('good.json', SUBSCRIPTION_1);
    const without = await team.forms('validate', good, SITE);
    assert.match(without.out[0] ?? '', /no rule objected; without a policy version/);
    const whole = await team.forms('validate', good, POLICY, SITE);
    assert.deepEqual([whole.end, whole.out], [0, [`${good}: no rule objected`]]);
  });

  test('checks every form that is named, whatever the others are', async () => {
    team = formTeam();
    const [good, wrong] = [team.write('good.json', SMALL_1), team.write('wrong.json', WRONG)];
    const absent = join(team.folder, 'absent.json');
    for (const files of [[good, wrong, absent, SITE, POLICY], [wrong, SITE, absent, POLICY, good]]) {
      const { end, out, error } = await team.forms('validate', ...files);
      assert.equal(end, 1);
      assert.deepEqual(out, [`${good}: no rule objected`]);
      assert.match(error.join('\n'), /wrong\.json:\d+ .*no-withdrawal/);
      assert.match(error.join('\n'), /absent\.json: unreadable; .*ENOENT/);
    } // prettier-ignore
  });

  test('uses no policy without its site, nor one of another name', async () => {
    team = formTeam();
    const file = team.write('good.json', SUBSCRIPTION_1);
    const alone = await team.forms('validate', file, POLICY);
    assert.deepEqual([alone.end, alone.out], [1, []]);
    assert.match(alone.error.join('\n'), /: no-site; expected the site document[^]*No form was checked\.$/);
    const other = team.write('terms.json', JSON.stringify({ policy: 'terms', texts: {} }));
    const broken = await team.forms('validate', file, SITE, other);
    assert.deepEqual([broken.end, broken.out], [1, []]);
    const terms = team.write('terms.json', policyCalled('terms'));
    const stray = await team.forms('validate', file, SITE, terms);
    assert.deepEqual([stray.end, stray.out], [1, []]);
    assert.match(stray.error.join('\n'), /terms\.json \/policy: other-policy; expected privacy; found terms/);
  });

  test('holds a file against what is published: the same text is good, another needs its own number', async () => {
    team = await teamWith(SUBSCRIPTION_1);
    const same = team.write('same.json', SUBSCRIPTION_1);
    const changed = team.write('changed.json', formText({ version: 1, title: 'News' }));
    const { end, out, error } = await team.forms('validate', same, changed, POLICY, '--site', 'smartxpo');
    assert.equal(end, 1);
    assert.deepEqual(out, [`${same}: no rule objected`]);
    assert.equal(error.length, 2, error.join('\n'));
    assert.match(
      error[0] ?? '',
      /changed\.json:4 \/version: version-taken; expected 2 or more; found 1; to do: set/,
    );
    assert.match(error[1] ?? '', /other-document; expected a form \(with "form"\); found policy/);
  });

  test('says everything that is wrong with a file that does not say which form it is', async () => {
    team = await teamWith();
    const nameless = team.write('nameless.json', '{ "title": 5 }');
    const { end, error } = await team.forms('validate', nameless, '--site', 'smartxpo');
    assert.equal(end, 1);
    assert.match(error.join('\n'), /\/form: missing/);
    assert.match(error.join('\n'), /\/title: wrong-type/);
    const published = await team.forms('publish', nameless, '--note', 'x');
    assert.deepEqual(published.error, [...error, 'Nothing was published.']);
  });

  test('says that the policy is missing, as publication would', async () => {
    team = formTeam();
    assert.equal((await team.publish(SITE)).end, 0);
    const file = team.write('small.json', SMALL_1);
    const { end, error } = await team.forms('validate', file, '--site', 'smartxpo');
    assert.equal(end, 1);
    assert.match(error.join('\n'), /small\.json: no-policy-version; .*; to do: publish the policy first/);
  });
});

function policyCalled(policy: string): string {
  return readFileSync(POLICY, 'utf8').replace('"policy": "privacy"', `"policy": "${policy}"`);
}

describe('forms: calls that cannot be understood', () => {
  const cli = (...words: string[]) =>
    spawnSync(process.execPath, [CLI, ...words], {
      env: { ...process.env, DATA_DIR: team.env.DATA_DIR },
      encoding: 'utf8',
    });

  test('end with 2, and say what was expected', () => {
    team = formTeam();
    for (const [words, said] of [
      [['forms'], /forms: expected one of list, pull, validate, publish, schema, export, got ""/],
      [['forms', 'constructor'], /got "constructor"/],
      [['forms', 'list', 'contact'], /forms list: expected options alone, got "contact"/],
      [['forms', 'pull', '--note', 'x'], /Unknown option '--note'/],
      [['forms', 'validate'], /forms validate: expected FILE…/],
      [['forms', 'schema', 'more'], /forms schema: expected nothing more/],
      [['forms', 'export', 'smartxpo'], /forms export: expected SITE FORM/],
      [['forms', 'list'], /--site: expected a site/],
    ] as const) {
      const { status, stdout, stderr } = cli(...words);
      assert.deepEqual([status, stdout], [2, ''], words.join(' '));
      assert.match(stderr, said);
      assert.match(stderr, /See --help\.$/m);
    }
  });

  test('can be looked up', () => {
    team = formTeam();
    for (const words of [['forms', '--help'], ['forms', 'publish', '-h'], ['publish', '--help']]) {
      const { status, stdout } = cli(...words);
      assert.equal(status, 0);
      for (const part of ['forms list', 'forms pull', 'forms publish', '--rewording', '--dry-run', 'forms schema'])
        assert.ok(stdout.includes(part), part);
    } // prettier-ignore
    assert.match(cli('forms', 'schema').stdout, /"\$schema"/);
  });
});
