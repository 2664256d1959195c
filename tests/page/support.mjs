// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What the tests of the page share. Usage of each: node NAME_test.mjs WHOCITES SAMPLES
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser, chromium } from './browser.mjs';

export const [whocites, samples] = process.argv.slice(2);
export const folder = mkdtempSync(join(tmpdir(), 'whocites-page-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

if (!chromium()) skip('no Chromium is installed');
const probe = join(folder, 'probe');
const asked = { input: '{"kind":"article","key":"a"}\n' };
spawnSync(whocites, ['--db', probe, 'import', '-', '--from', 'jsonl'], asked);
if (spawnSync(whocites, ['--db', probe, 'render', '-o', `${probe}.html`]).status === 2) {
  skip('this build has no page');
}

// Where SCREENSHOTS names a folder, what the tests see is left there to be looked at.
export const screenshot = async (page, name) => {
  if (process.env.SCREENSHOTS) await page.screenshot(join(process.env.SCREENSHOTS, `${name}.png`));
};

const run = (...words) =>
  execFileSync(whocites, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

// A store with these records, or what a sample has; returns its path.
export function storeOf(name, input) {
  const store = join(folder, `${name}.db`);
  const file = Array.isArray(input) ? join(folder, `${name}.jsonl`) : join(samples, input);
  if (Array.isArray(input))
    writeFileSync(file, input.map((record) => JSON.stringify(record)).join('\n'));
  run('--db', store, 'import', file);
  return store;
}

// The page of a store, as an address.
export function pageOf(store, ...options) {
  const file = `${store}.html`;
  run('--db', store, 'render', '-o', file, ...options);
  return `file://${file}`;
}

// A tab with the page at this address, when it can be used.
export async function opened(browser, address, options = {}) {
  const page = await browser.page(options);
  await page.open(address);
  return page;
}

// Runs the tests, each in a page of its own: { "sentence": async (browser) => … }.
export async function runAll(tests) {
  const browser = await Browser.start();
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    const began = Date.now();
    try {
      await test(browser);
      console.log(`ok      ${name} (${Date.now() - began} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${error.stack}`);
    }
  }
  await browser.close();
  console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

// Nothing went wrong that a person would not see: a refused script, an exception, a dialog.
export const expectNoErrors = (page) => assert.deepEqual(page.errors, []);

// Where a node's box is on the screen.
export const placeOf = (page, label) =>
  page.until(`(() => {
    const drawing = document.getElementById('drawing');
    const row = [...document.querySelectorAll('#list tbody tr')].find((r) => r.innerText.startsWith(${JSON.stringify(label)}));
    if (!row) return undefined;
    const at = drawing._cyreg.cy.getElementById('n' + row.dataset.index).renderedPosition();
    const box = drawing.getBoundingClientRect();
    return { x: box.x + at.x, y: box.y + at.y };
  })()`);
