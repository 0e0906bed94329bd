import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { smtpSender, startMailJob } from '../../src/server/jobs/mail-job.ts';
import { queueMail } from '../../src/server/mail-queue.ts';
import { startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';

describe('mail', () => {
  let backend: TestBackend;
  let smtp: SMTPServer;
  const received: { to: string; text: string }[] = [];
  let refusals = 0;
  before(async () => {
    backend = await startBackend();
    smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) => {
        if (refusals > 0) {
          refusals -= 1;
          done(new Error('try later'));
          return;
        }
        done();
      },
      onData: (stream, session, done) => {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text });
          done();
        });
      },
    });
    smtp.listen(0, '127.0.0.1');
    await once(smtp.server, 'listening');
  });
  after(async () => {
    await new Promise<void>((resolve) => {
      smtp.close(resolve);
    });
    await backend.close();
  });

  const job = () => {
    const { port } = smtp.server.address() as AddressInfo;
    return startMailJob(
      backend.store,
      smtpSender(`smtp://127.0.0.1:${String(port)}`),
      () => backend.clock.now,
    );
  };
  const queue = (email: string, lifetime = 60_000 * 60) =>
    queueMail(backend.parts, backend.store, {
      kind: 'sign-in',
      site: 'smartxpo',
      subject: 'nobody',
      email,
      expiresAt: backend.clock.now + lifetime,
      mail: { subject: 'Your link', text: 'http://link.test/secret' },
    });

  test('leaves by SMTP, once, from the controller; the link is not kept', async () => {
    await queue('ada@visitor.example');
    const running = job();
    await running.stop();
    assert.deepEqual(
      received.map(({ to }) => to),
      ['ada@visitor.example'],
    );
    assert.match(received[0]?.text ?? '', /From: .*info@smartxpo\.com/);
    assert.match(received[0]?.text ?? '', /http:\/\/link\.test\/secret/);
    const [mail] = await backend.store.mails.latest(1);
    assert.equal(mail?.text, '');
    const again = job();
    await again.stop();
    assert.equal(received.length, 1);
  });

  test('is not sent any more when its link has ended', async () => {
    received.length = 0;
    await queue('late@visitor.example', 1000);
    backend.clock.now += 1000;
    await job().stop();
    assert.equal(received.length, 0);
    const kept = JSON.stringify(await backend.store.mails.latest(100));
    assert.doesNotMatch(kept, /late@visitor\.example|link\.test/, 'neither address nor link is kept');
  });

  test('goes out once when two processes send', async () => {
    received.length = 0;
    await queue('once@visitor.example');
    const jobs = [job(), job()];
    await Promise.all(jobs.map((one) => one.stop()));
    assert.deepEqual(
      received.map(({ to }) => to),
      ['once@visitor.example'],
    );
  });

  test('is tried again later when the server refuses it', async () => {
    received.length = 0;
    refusals = 1;
    await queue('bob@visitor.example');
    const log = console.error;
    console.error = () => undefined;
    await job().stop();
    console.error = log;
    assert.equal(received.length, 0);
    backend.clock.now += 60_000;
    await job().stop();
    assert.deepEqual(
      received.map(({ to }) => to),
      ['bob@visitor.example'],
    );
  });
});
