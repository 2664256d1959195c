// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The page over a whole store, clicked through in a browser while `whocites serve` answers it.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expectNoErrors, opened, runAll, screenshot, storeOf, whocites } from './support.mjs';

// More nodes than are drawn at once: a story, what it draws on, and what draws on it.
const large = storeOf('large', [
  { kind: 'outlet', key: 'harbour.example', name: 'The Harbour Post' },
  { kind: 'publication', key: 'report', title: 'Report on ferries' },
  {
    kind: 'article',
    key: 'story',
    title: 'Ferry sold',
    outlet: 'harbour.example',
    date: '2021-03-04',
    url: 'https://harbour.example/1',
    cites: [
      { to: 'report', relation: 'quotes', evidence: 'The report says that the ferry is sold.' },
    ],
  },
  ...Array.from({ length: 400 }, (_, i) => ({
    kind: 'article',
    key: `copy${i}`,
    title: `Copy number ${i}`,
    date: '2021-03-05',
    cites: i < 100 ? [{ to: 'story', relation: 'republishes' }] : [],
  })),
]);
const small = storeOf('small', 'guttenberg-wilhelm/case.jsonl');

// Serves the store while `work` runs; then ends it as a service manager would.
async function served(store, work) {
  const server = spawn(whocites, ['--db', store, 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address] = await once(createInterface(server.stdout), 'line');
  try {
    await work(address);
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
  }
}

const shown = (page, count) =>
  page.until(`/^${count} nodes?,/.test(document.getElementById('counts').textContent)`);
const find = async (page, text) => {
  await page.press('/');
  await page.type(text);
  await page.until("document.querySelector('#search-hits li[id]')");
  await page.press('Enter');
};

await runAll({
  'a small store is shown whole': (browser) =>
    served(small, async (address) => {
      const page = await opened(browser, address);
      await shown(page, 11);
      await screenshot(page, 'served-small');
      assert.match(
        await page.value("document.getElementById('privacy').textContent"),
        /only the whocites that runs on this machine/,
      );
      expectNoErrors(page);
    }),

  'a large store begins with what is cited most and grows': (browser) =>
    served(large, async (address) => {
      const page = await opened(browser, address);
      assert.match(await page.text('#hint'), /What is cited most/);
      await find(page, 'ferry sold');
      await page.until("document.querySelector('#details h2')?.textContent === 'Ferry sold'");
      await page.click('.actions button', 'Only this');
      await shown(page, 1);
      await page.click('.actions button', 'Show what cites it (100 more)');
      await shown(page, 31);
      assert.equal(await page.text('#details h2'), 'Ferry sold');
      await page.click('.actions button', 'Show what cites it (70 more)');
      await shown(page, 61);
      await page.click('.actions button', 'Draw all it draws on');
      await shown(page, 62);
      assert.match(await page.text('#details q'), /The report says that the ferry is sold/);
      await screenshot(page, 'served-grown');
      assert.deepEqual(
        page.requests.filter((url) => !url.startsWith(address)),
        [],
      );
      expectNoErrors(page);
    }),

  'the story is traced, and sources compared': (browser) =>
    served(large, async (address) => {
      const page = await opened(browser, address);
      await find(page, 'copy number 7');
      await page.until("document.querySelector('#details h2')?.textContent === 'Copy number 7'");
      await page.click('.actions button', 'Where does it start?');
      await page.until(
        "document.querySelector('.answer')?.innerText.includes('primary source Report on ferries')",
      );
      assert.match(
        await page.text('.answer .place'),
        /Copy number 7 → Ferry sold \(The Harbour Post\) → Report on ferries/,
      );
      await page.click('.actions button', 'Compare');
      await find(page, 'copy number 8');
      await page.until("document.querySelector('#details h2')?.textContent === 'Copy number 8'");
      await page.click('.actions button', 'Compare');
      await page.until(
        "document.querySelector('.answer p')?.innerText.startsWith('One source: both articles go back to')",
      );
      await screenshot(page, 'served-compared');
      await page.click('.answer button.name', 'Copy number 7');
      await page.until("document.querySelector('#details h2')?.textContent === 'Copy number 7'");
      expectNoErrors(page);
    }),

  'what is imported meanwhile is found': (browser) =>
    served(small, async (address) => {
      const page = await opened(browser, address);
      execFileSync(
        whocites,
        ['--db', small, 'add', 'article', '--key', 'late', '--title', 'Came later'],
        { stdio: 'ignore' },
      );
      await find(page, 'came later');
      await page.until("document.querySelector('#details h2')?.textContent === 'Came later'");
      expectNoErrors(page);
    }),

  'a server that is gone is told of': async (browser) => {
    let page;
    await served(large, async (address) => {
      page = await opened(browser, address);
      await page.click('#list tbody tr');
    });
    await page.click('.actions button', 'Only this');
    await page.until(
      "document.getElementById('status').textContent !== '' && !document.getElementById('status').textContent.includes('draw')",
    );
  },
});
