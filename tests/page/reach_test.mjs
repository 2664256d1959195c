// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The page in a file, for everybody: by keys, on small screens, on paper, without scripts; and with
// words that mean harm.
import assert from 'node:assert/strict';
import { expectNoErrors, opened, pageOf, runAll, screenshot, storeOf } from './support.mjs';

const guttenberg = storeOf('guttenberg', 'guttenberg-wilhelm/case.jsonl');
const korean = storeOf('korean', 'korean-media/article.txt');
const address = pageOf(guttenberg, '--title', 'An eleventh first name');
const koreanAddress = pageOf(korean);

// Contrast of text on what is behind it, after WCAG 2.1.
const contrasts = `(() => {
  const channels = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('header *, main *')].filter((e) => e.getClientRects().length &&
      [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((e) => { const [a, b] = [light(channels(getComputedStyle(e).color)), light(behind(e))];
      return { what: e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 30), ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) }; });
})()`;

const hostile =
  '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=2"> ${1} {{x}} \u202egnp.exe';

await runAll({
  'arrow keys walk along citations': async (browser) => {
    const page = await opened(browser, koreanAddress);
    await page.value("document.getElementById('drawing').focus()");
    const chosen = () => page.text('#details h2');
    await page.press('ArrowRight');
    assert.equal(await chosen(), 'untitled article, 2020-02-25');
    await page.press('ArrowRight');
    assert.match(await chosen(), /^The (Seoul Times|Korea Post)$/);
    await page.press('ArrowDown');
    await page.press('ArrowLeft');
    await page.press('ArrowLeft');
    assert.equal(await chosen(), 'untitled article, 2020-02-25');
    await page.press('Escape');
    assert.equal(await page.text('#details'), '');
    expectNoErrors(page);
  },

  'every part is reached by Tab, and the keys are told': async (browser) => {
    const page = await opened(browser, address);
    const reached = new Set();
    for (let i = 0; i < 30; ++i) {
      await page.press('Tab');
      reached.add(
        await page.value(
          '(document.activeElement.id || document.activeElement.name || document.activeElement.tagName)',
        ),
      );
    }
    for (const part of [
      'search-text',
      'theme',
      'print',
      'help',
      'article',
      'drawing',
      'zoom-in',
      'TR',
    ]) {
      assert.ok(reached.has(part), `Tab does not reach ${part}: ${[...reached]}`);
    }
    await page.press('?');
    await page.until("document.getElementById('keys').open");
    assert.match(await page.text('#keys'), /asks no network for anything/);
    await page.press('Escape');
    await page.until("!document.getElementById('keys').open");
  },

  'rows are walked and chosen by keys': async (browser) => {
    const page = await opened(browser, address);
    await page.value("document.querySelector('#list tbody tr').focus()");
    await page.press('ArrowDown');
    await page.press('Enter');
    await page.until(
      "document.querySelector('#details h2')?.textContent === 'Der Spiegel, 2009-02-09'",
    );
    await page.click('#list thead button', 'Name');
    assert.equal(
      await page.value("document.querySelector('th[aria-sort]').innerText.trim()"),
      'Name',
    );
  },

  'light and dark keep words readable': async (browser) => {
    for (const dark of [false, true]) {
      const page = await opened(browser, koreanAddress, { dark });
      await page.click('#list tbody tr', "Crual L'Eveneman");
      await screenshot(page, dark ? 'dark' : 'light');
      const low = (await page.value(contrasts)).filter(({ ratio }) => ratio < 4.5);
      assert.deepEqual(low, []);
      const paper = await page.value('getComputedStyle(document.body).backgroundColor');
      assert.equal(paper, dark ? 'rgb(21, 24, 27)' : 'rgb(255, 255, 255)');
    }
  },

  'the theme can be chosen': async (browser) => {
    const page = await opened(browser, address);
    await page.click('#theme');
    await page.click('#theme');
    await page.until(
      "document.documentElement.dataset.theme === 'dark' && document.getElementById('theme').textContent === 'Theme: dark'",
    );
    expectNoErrors(page);
  },

  'a narrow screen has everything below one another': async (browser) => {
    const page = await opened(browser, koreanAddress, { width: 390, height: 844 });
    await page.click('#list tbody tr', 'Le Monde');
    assert.ok(await page.value('document.documentElement.scrollWidth <= 390'));
    await screenshot(page, 'narrow');
    expectNoErrors(page);
  },

  'paper gets the drawing, in light colours': async (browser) => {
    const page = await opened(browser, koreanAddress, { dark: true });
    const pdf = await page.pdf();
    assert.ok(
      pdf.subarray(0, 5).toString() === '%PDF-' && pdf.length > 20000,
      `${pdf.length} bytes`,
    );
    const [corner, colours] = await page.value(`(() => {
      const canvas = document.getElementById('printed');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 400) seen.add(data.slice(i, i + 3).join());
      return [[...data.slice(0, 3)], seen.size];
    })()`);
    assert.deepEqual(corner, [255, 255, 255]);
    assert.ok(colours > 5, `${colours} colours`);
    expectNoErrors(page);
  },

  'without scripts there is a table': async (browser) => {
    const page = await browser.page();
    await page.send('Emulation.setScriptExecutionDisabled', { value: true });
    await page.send('Page.navigate', { url: koreanAddress });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { root } = await page.send('DOM.getDocument', { depth: -1 });
    const { nodeIds } = await page.send('DOM.querySelectorAll', {
      nodeId: root.nodeId,
      selector: 'noscript tbody tr',
    });
    assert.equal(nodeIds.length, 10);
  },

  'hostile words stay words': async (browser) => {
    const store = storeOf('hostile', [
      { kind: 'outlet', key: 'o', name: hostile },
      {
        kind: 'article',
        key: hostile,
        title: hostile,
        outlet: 'o',
        authors: [hostile],
        notes: [hostile],
        date: '2020',
      },
      {
        kind: 'article',
        key: 'b',
        title: 'B',
        cites: [{ to: hostile, relation: 'quotes', evidence: hostile }],
      },
    ]);
    const page = await opened(browser, pageOf(store, '--title', hostile));
    await page.click('#list tbody tr', '</script>');
    await page.press('/');
    await page.type('script');
    await page.until("document.querySelectorAll('#search-hits li').length > 0");
    assert.equal(await page.value('window.hacked'), undefined);
    assert.equal(await page.value("document.querySelectorAll('img').length"), 0);
    assert.match(await page.text('#details h2'), /^<\/script><script>window\.hacked=1/);
    assert.ok(!(await page.text('#details')).includes('\u202e'));
    expectNoErrors(page);
  },
});
