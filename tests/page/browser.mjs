// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A Chromium that a test clicks through, by the DevTools protocol over two pipes: no package besides
// the browser, no port that another process could take.
// Source: https://chromedevtools.github.io/devtools-protocol/
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const patience = 60000; // milliseconds

// The browser's program; undefined where none is installed.
export const chromium = () =>
  [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path));

const keyCodes = {
  Enter: 13,
  Escape: 27,
  Tab: 9,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
};

export class Browser {
  static async start() {
    const browser = new Browser();
    browser.profile = mkdtempSync(join(tmpdir(), 'whocites-browser-'));
    browser.process = spawn(
      chromium(),
      [
        '--headless=new',
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--no-first-run',
        '--disable-extensions',
        '--disable-background-networking',
        '--enable-unsafe-swiftshader',
        '--remote-debugging-pipe',
        `--user-data-dir=${browser.profile}`,
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    browser.waiting = new Map();
    browser.listeners = new Set();
    browser.last = 0;
    let rest = '';
    browser.process.stdio[4].setEncoding('utf8').on('data', (text) => {
      const messages = (rest + text).split('\0');
      rest = messages.pop();
      messages.forEach((message) => browser.#take(JSON.parse(message)));
    });
    browser.process.on('exit', (code) =>
      browser.waiting.forEach(({ reject }) => reject(new Error(`the browser ended: ${code}`))),
    );
    return browser;
  }

  #take(message) {
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (waiting)
      message.error
        ? waiting.reject(new Error(`${waiting.method}: ${message.error.message}`))
        : waiting.resolve(message.result);
    else this.listeners.forEach((listener) => listener(message));
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.last;
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.waiting.set(id, { method, resolve, reject }));
  }

  async page({ width = 1280, height = 800, dark = false } = {}) {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(this, sessionId);
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await page.send(`${domain}.enable`);
    await page.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await page.media(dark ? 'dark' : 'light');
    return page;
  }

  async close() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.send('Browser.close').catch(() => {});
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

class Page {
  constructor(browser, session) {
    Object.assign(this, { browser, session, errors: [], requests: [] });
    browser.listeners.add(({ method, params, sessionId }) => {
      if (sessionId !== session) return;
      if (method === 'Runtime.exceptionThrown')
        this.errors.push(
          params.exceptionDetails.exception?.description ?? params.exceptionDetails.text,
        );
      if (method === 'Log.entryAdded' && params.entry.level === 'error')
        this.errors.push(params.entry.text);
      if (method === 'Runtime.consoleAPICalled' && params.type === 'error')
        this.errors.push(JSON.stringify(params.args));
      if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url);
      if (method === 'Page.javascriptDialogOpening')
        this.errors.push(`a dialog opened: ${params.message}`);
    });
  }

  send(method, params) {
    return this.browser.send(method, params, this.session);
  }

  async open(url) {
    await this.send('Page.navigate', { url });
    await this.until('document.documentElement.dataset.ready');
  }

  // The value of an expression, awaited.
  async value(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(
        `${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
      );
    return result.value;
  }

  // Waits until the expression is true of the page, and returns its value.
  async until(expression) {
    const end = Date.now() + patience;
    for (;;) {
      const value = await this.value(expression).catch(() => undefined);
      if (value) return value;
      if (Date.now() > end)
        throw new Error(`never came true: ${expression}\n${this.errors.join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  text(selector) {
    return this.value(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
  }

  async #mouse(type, x, y, more = {}) {
    await this.send('Input.dispatchMouseEvent', { type, x, y, ...more });
  }

  async pointAt(x, y) {
    await this.#mouse('mouseMoved', x, y);
  }

  async clickAt(x, y) {
    await this.#mouse('mouseMoved', x, y);
    await this.#mouse('mousePressed', x, y, { button: 'left', clickCount: 1 });
    await this.#mouse('mouseReleased', x, y, { button: 'left', clickCount: 1 });
  }

  async dragFrom(x, y, dx, dy) {
    await this.#mouse('mouseMoved', x, y);
    await this.#mouse('mousePressed', x, y, { button: 'left', clickCount: 1 });
    for (let i = 1; i <= 5; ++i)
      await this.#mouse('mouseMoved', x + (dx * i) / 5, y + (dy * i) / 5, { button: 'left' });
    await this.#mouse('mouseReleased', x + dx, y + dy, { button: 'left', clickCount: 1 });
  }

  async wheelAt(x, y, deltaY) {
    await this.#mouse('mouseWheel', x, y, { deltaX: 0, deltaY });
  }

  // Clicks the middle of the first element that matches, and whose text has `words`.
  async click(selector, words = '') {
    const find = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((e) => e.innerText.includes(${JSON.stringify(words)}) && e.getClientRects().length)`;
    await this.until(find);
    const { x, y } = await this
      .value(`(() => { const e = ${find}; e.scrollIntoView({ block: 'nearest' });
      const b = e.getBoundingClientRect(); return { x: b.x + b.width / 2, y: b.y + b.height / 2 }; })()`);
    await this.clickAt(x, y);
  }

  async press(key, modifiers = 0) {
    const text = key.length === 1 ? key : key === 'Enter' ? '\r' : undefined;
    const event = {
      key,
      modifiers,
      windowsVirtualKeyCode: keyCodes[key] ?? key.toUpperCase().charCodeAt(0),
      text,
    };
    await this.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', ...event });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event, text: undefined });
  }

  type(text) {
    return this.send('Input.insertText', { text });
  }

  media(scheme) {
    return this.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
  }

  async screenshot(file) {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async pdf() {
    const { data } = await this.send('Page.printToPDF', {
      landscape: true,
      printBackground: true,
      paperWidth: 8.27,
      paperHeight: 11.69,
    });
    return Buffer.from(data, 'base64');
  }
}
