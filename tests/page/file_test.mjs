// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The page in a file, clicked through in a browser.
import assert from 'node:assert/strict';
import {
  expectNoErrors,
  opened,
  pageOf,
  placeOf,
  runAll,
  screenshot,
  storeOf,
} from './support.mjs';

const guttenberg = storeOf('guttenberg', 'guttenberg-wilhelm/case.jsonl');
const korean = storeOf('korean', 'korean-media/article.txt');
const address = pageOf(guttenberg, '--title', 'An eleventh first name');
const koreanAddress = pageOf(korean);

const rows = (page) => page.value("document.querySelectorAll('#list tbody tr').length");
const classed = (page, name) =>
  page.value(`document.getElementById('drawing')._cyreg.cy.$('${name}').length`);
const zoom = (page) => page.value("document.getElementById('drawing')._cyreg.cy.zoom()");

await runAll({
  'opens offline, whole, and asks for nothing': async (browser) => {
    const page = await opened(browser, address);
    assert.equal(await page.text('h1'), 'An eleventh first name');
    assert.equal(await page.text('#counts'), '11 nodes, 11 citations');
    assert.equal(await rows(page), 11);
    assert.deepEqual(page.requests, [address]);
    await screenshot(page, 'desktop');
    expectNoErrors(page);
  },

  'pointing lights the chains, and leaving puts them out': async (browser) => {
    const page = await opened(browser, address);
    const { x, y } = await placeOf(page, 'Bild');
    await page.pointAt(x, y);
    await page.until(
      "document.getElementById('status').textContent === 'Bild, 2009-02-10: draws on 2; nothing draws on it'",
    );
    assert.equal(await classed(page, 'node.lit'), 3);
    assert.equal(await classed(page, 'edge.lit'), 3);
    assert.equal(await classed(page, 'node.faded'), 8);
    await page.pointAt(640, 75);
    await page.until("document.getElementById('status').textContent === ''");
    assert.equal(await classed(page, '.faded'), 0);
    expectNoErrors(page);
  },

  'a click shows the evidence and the link, and the table follows': async (browser) => {
    const page = await opened(browser, koreanAddress);
    const { x, y } = await placeOf(page, 'Serzh Sargsyan');
    await page.clickAt(x, y);
    await page.until("document.querySelector('#details h2')?.textContent === 'Serzh Sargsyan'");
    assert.match(await page.text('#details q'), /The stories also quote Serzh Sargsyan/);
    assert.match(
      await page.text('#details .place'),
      /article\.txt:10 · confidence 0\.81 · import 1/,
    );
    assert.match(await page.text('#list .bar'), /^4 nodes: the selection and its chains/);
    assert.equal(await page.value('location.hash'), '#person%3Aserzh-sargsyan');
    await screenshot(page, 'selected');
    await page.click('#list button', 'All');
    await page.until("document.querySelectorAll('#list tbody tr').length === 10");
    assert.equal(await page.text('#details'), '');
    expectNoErrors(page);
  },

  'an address of the web is a link, others are words': async (browser) => {
    const store = storeOf('links', [
      { kind: 'article', key: 'a', title: 'Good', url: 'https://example.org/a?x=1&y=2' },
      { kind: 'article', key: 'b', title: 'Bad', url: 'javascript:alert(1)', cites: ['a'] },
    ]);
    const page = await opened(browser, pageOf(store));
    await page.click('#list tbody tr', 'Good');
    assert.equal(
      await page.value("document.querySelector('.actions a').href"),
      'https://example.org/a?x=1&y=2',
    );
    assert.equal(
      await page.value("document.querySelector('.actions a').rel"),
      'noopener noreferrer',
    );
    await page.click('#list tbody tr', 'Bad');
    assert.match(await page.text('#details'), /javascript:alert\(1\)/);
    assert.equal(await page.value("document.querySelectorAll('#details a').length"), 0);
  },

  'a click on a line shows what joins its ends': async (browser) => {
    const page = await opened(browser, koreanAddress);
    const [from, to] = [
      await placeOf(page, 'untitled article'),
      await placeOf(page, 'The Seoul Times'),
    ];
    await page.clickAt(from.x + (to.x - from.x) * 0.45, from.y + (to.y - from.y) * 0.45);
    await page.until("document.querySelector('#details .kind')?.textContent === '1 citation'");
    assert.match(
      await page.text('#details'),
      /whocites explain article:2020-02-25\S* theseoultimes\.com/,
    );
  },

  'search finds names, and sentences': async (browser) => {
    const page = await opened(browser, koreanAddress);
    await page.press('/');
    await page.type('le mon');
    await page.until("document.querySelector('#search-hits li')?.innerText.startsWith('Le Monde')");
    await page.press('Enter');
    await page.until("document.querySelector('#details h2')?.textContent === 'Le Monde'");
    await page.press('/');
    await page.type('front pages killings');
    await page.until(
      "document.querySelector('#search-hits small')?.textContent.includes('recalled')",
    );
    await page.press('Escape');
    assert.equal(await page.value("document.getElementById('search-hits').hidden"), true);
    expectNoErrors(page);
  },

  'the choices narrow the drawing and the table': async (browser) => {
    const page = await opened(browser, koreanAddress);
    await page.click('input[name="outlet"]');
    await page.until("document.querySelectorAll('#list tbody tr').length === 3");
    assert.match(await page.text('#hint'), /^7 nodes hidden/);
    await page.click('input[name="outlet"]');
    await page.click('input[name="reports"]');
    await page.until("document.getElementById('drawing')._cyreg.cy.$('edge:visible').length === 2");
    assert.equal(await page.text('#hint'), '');
    expectNoErrors(page);
  },

  'the date slider keeps what was published then': async (browser) => {
    const page = await opened(browser, address);
    await page.value(
      'document.querySelector(\'#dates input[aria-label="Published since"]\').focus()',
    );
    for (let i = 0; i < 8; ++i) await page.press('ArrowRight');
    await page.until("document.querySelector('#dates output').textContent === '2009-02-09'");
    // What is dated 2009-02 may be older, and the encyclopedia's entry is.
    assert.equal(await rows(page), 6);
    expectNoErrors(page);
  },

  'an outlet is chosen with what it cites and what cites it': async (browser) => {
    const page = await opened(browser, address);
    await page.click('#outlets input');
    await page.type('Bild');
    await page.until("document.querySelector('#outlets .chips button')?.textContent === 'Bild ×'");
    assert.equal(await rows(page), 2);
    await page.click('#outlets .chips button');
    await page.until("document.querySelectorAll('#list tbody tr').length === 11");
  },

  'wheel, buttons and dragging move the drawing': async (browser) => {
    const page = await opened(browser, address);
    const before = await zoom(page);
    await page.wheelAt(560, 300, -200);
    await page.until(`document.getElementById('drawing')._cyreg.cy.zoom() > ${before}`);
    await page.click('#zoom-fit');
    assert.ok(Math.abs((await zoom(page)) - before) < 1e-6);
    await page.press('+');
    assert.ok((await zoom(page)) > before);
    await page.press('0');
    const pan = await page.value("document.getElementById('drawing')._cyreg.cy.pan().x");
    await page.dragFrom(560, 120, 60, 20);
    await page.until(
      `Math.abs(document.getElementById('drawing')._cyreg.cy.pan().x - ${pan} - 60) < 5`,
    );
    assert.equal(await page.text('#details'), '', 'dragging chooses nothing');
  },

  'the address chooses a node': async (browser) => {
    const page = await opened(browser, `${address}#bild-guttenberg`);
    assert.equal(await page.text('#details h2'), 'Bild, 2009-02-10');
  },

  'five thousand nodes are a map': async (browser) => {
    const records = Array.from({ length: 4900 }, (_, i) => ({
      kind: ['article', 'article', 'publication', 'person', 'organization'][i % 5],
      key: `k${i}`,
      title: `Story ${i}`,
      date: i % 5 < 3 ? `${2000 + (i % 20)}` : undefined,
      outlet: i % 5 < 2 ? `Outlet ${i % 70}` : undefined,
      cites:
        i > 0 ? [{ to: `k${((i * 7919 + 13) % 4099) % i}`, evidence: `Story ${i} says so.` }] : [],
    }));
    const page = await opened(browser, pageOf(storeOf('many', records)));
    assert.match(await page.text('#counts'), /^4,900 nodes/);
    await page.press('/');
    await page.type('story 4321');
    await page.until("document.querySelectorAll('#search-hits li').length > 0");
    await page.press('Enter');
    await page.until("document.querySelector('#details h2')?.textContent === 'Story 4321'");
    await page.press('Escape');
    await page.click('input[name="person"]');
    await page.until("document.getElementById('hint').textContent.startsWith('980 nodes hidden')");
    await screenshot(page, 'map');
    expectNoErrors(page);
  },
});
