/**
 * Runs browser tests in WebKitGTK, the one WebKit that a Debian machine can install. Web Test Runner has
 * launchers for it only through selenium or webdriverio, which download drivers; this one speaks W3C
 * WebDriver to the installed WebKitWebDriver with nothing but fetch.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserLauncher } from '@web/test-runner';
import { freePort } from './free-port.ts';

const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};
const BUTTONS = { left: 0, middle: 1, right: 2 } as const;

type KeyStep = readonly ['keyDown' | 'keyUp', string];
type MouseOptions = { button?: keyof typeof BUTTONS };

export function webkitLauncher(binary: string): BrowserLauncher {
  let driver: ChildProcess | undefined;
  let display: ChildProcess | undefined;
  let starting: Promise<void> | undefined;
  let origin = '';
  let sessionPath = '';
  const urls = new Map<string, string>();

  async function request(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(origin + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  }
  const command = (path: string, body: object) => request('POST', sessionPath + path, body);

  async function startDisplay(): Promise<string> {
    const existing = process.env['DISPLAY'];
    if (existing) return existing;
    const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    display = xvfb;
    const displayNumber = await new Promise<string>((resolve, reject) => {
      xvfb.once('error', reject);
      xvfb.stdio[3]?.once('data', (data: Buffer) => {
        resolve(data.toString().trim());
      });
    });
    return `:${displayNumber}`;
  }

  async function start(): Promise<void> {
    const DISPLAY = await startDisplay();
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    driver = spawn('WebKitWebDriver', [`--port=${port}`], {
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY,
        GDK_BACKEND: 'x11',
        WEBKIT_DISABLE_DMABUF_RENDERER: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
        NO_AT_BRIDGE: '1',
      },
    });
    for (let attempt = 0; ; attempt++) {
      try {
        await request('GET', '/status');
        break;
      } catch (error) {
        if (attempt === 100) throw error;
        await sleep(50);
      }
    }
    const options = { binary, args: ['--automation'] };
    const capabilities = {
      alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options },
    };
    const session = (await request('POST', '/session', { capabilities })) as { sessionId: string };
    sessionPath = `/session/${session.sessionId}`;
    await command('/window/rect', { width: 800, height: 700 });
  }

  function kill(): void {
    driver?.kill();
    display?.kill();
  }
  process.once('exit', kill);

  const keys = (...steps: KeyStep[]) =>
    command('/actions', {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: steps.map(([type, key]) => ({ type, value: KEYS[key] ?? key })),
        },
      ],
    });
  const pointer = (...actions: object[]) =>
    command('/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  const moveTo = (x: number, y: number) => ({ type: 'pointerMove', duration: 0, x, y });
  const down = (options?: MouseOptions) => ({
    type: 'pointerDown',
    button: BUTTONS[options?.button ?? 'left'],
  });
  const up = (options?: MouseOptions) => ({ type: 'pointerUp', button: BUTTONS[options?.button ?? 'left'] });
  const screenshot = async () =>
    Buffer.from((await request('GET', `${sessionPath}/screenshot`)) as string, 'base64');
  const unsupported = () => Promise.reject(new Error('WebKitWebDriver cannot emulate media'));

  // What the built-in test commands (sendKeys, sendMouse, setViewport) call on a puppeteer page.
  const page = {
    keyboard: {
      type: (text: string) =>
        keys(
          ...Array.from(text).flatMap<KeyStep>((key) => [
            ['keyDown', key],
            ['keyUp', key],
          ]),
        ),
      press: (combination: string) => {
        const held = combination.split('+');
        return keys(
          ...held.map((key): KeyStep => ['keyDown', key]),
          ...held.toReversed().map((key): KeyStep => ['keyUp', key]),
        );
      },
      down: (key: string) => keys(['keyDown', key]),
      up: (key: string) => keys(['keyUp', key]),
    },
    mouse: {
      move: (x: number, y: number) => pointer(moveTo(x, y)),
      click: (x: number, y: number, options?: MouseOptions) =>
        pointer(moveTo(x, y), down(options), up(options)),
      down: (options?: MouseOptions) => pointer(down(options)),
      up: (options?: MouseOptions) => pointer(up(options)),
      reset: () => request('DELETE', `${sessionPath}/actions`),
    },
    async setViewport(size: { width: number; height: number }) {
      const script = 'return [outerWidth - innerWidth, outerHeight - innerHeight]';
      const [x, y] = (await command('/execute/sync', { script, args: [] })) as [number, number];
      await command('/window/rect', { width: size.width + x, height: size.height + y });
    },
    screenshot,
    emulateMediaFeatures: unsupported,
    emulateMediaType: unsupported,
  };

  const launcher: BrowserLauncher & { getPage(): typeof page } = {
    name: 'WebKitGTK',
    type: 'puppeteer', // with getPage() below: then the built-in commands work unchanged
    concurrency: 1,
    async startSession(sessionId, url) {
      starting ??= start();
      await starting;
      urls.set(sessionId, url);
      await command('/url', { url });
    },
    isActive: (sessionId) => urls.has(sessionId),
    getBrowserUrl: (sessionId) => urls.get(sessionId) ?? '',
    async stopSession(sessionId) {
      await command('/url', { url: 'about:blank' });
      urls.delete(sessionId);
      return {};
    },
    async stop() {
      try {
        if (sessionPath) await request('DELETE', sessionPath);
      } finally {
        kill();
      }
    },
    startDebugSession: () => Promise.reject(new Error('WebKitGTK cannot be debugged from the test runner')),
    getPage: () => page,
  };
  return launcher;
}
