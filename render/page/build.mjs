// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Bundles this folder into one HTML file, with marks where render/page.cpp fills in. The page may
// run this one script and use these styles, which its policy names by their digests, and nothing
// else. Usage: node build.mjs NODE_MODULES OUTPUT
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [modules, output] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const esbuild = createRequire(join(modules, 'x.js'))('esbuild');
const read = (name) => readFileSync(join(here, name), 'utf8');
const digest = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

async function bundled(entry) {
  const built = await esbuild.build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    target: ['es2021', 'chrome100', 'firefox100', 'safari15'],
    format: 'iife',
    legalComments: 'none',
    nodePaths: [modules],
  });
  // Within a script element nothing may look like its end.
  return built.outputFiles[0].text
    .trim()
    .replaceAll('</script', '<\\/script')
    .replaceAll('<!--', '<\\!--');
}

// What the bundle takes from npm; each licence asks to be handed on with it.
const bundledPackages = ['cytoscape', 'sigma', 'graphology', 'graphology-utils', 'events'];

function licenceOf(name) {
  const file = readdirSync(join(modules, name)).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name}\n\n${readFileSync(join(modules, name, file), 'utf8').trim()}`;
}

// Cytoscape adds this one element itself.
const cytoscapeStyle = '.__________cytoscape_container { position: relative; }';
const script = await bundled('main.js');
const style = await bundled('page.css');
const policy = [
  "default-src 'none'",
  `script-src ${digest(script)}`,
  `style-src ${digest(style)} ${digest(cytoscapeStyle)}`,
  'img-src data: blob:',
  'connect-src <!--connect-->',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const parts = {
  policy,
  style,
  script,
  licences: escaped(bundledPackages.map(licenceOf).join('\n\n')),
};
const page = read('page.html').replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
writeFileSync(output, page);
