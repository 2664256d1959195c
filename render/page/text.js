// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Words on the page. What comes from a store may be anything: it becomes text, never markup.

// Controls and what turns the direction of writing, with which a name could pass as another.
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

export const shown = (text) =>
  String(text ?? '')
    .replace(unseen, ' ')
    .trim();

// For comparing: without accents and case.
export const folded = (text) =>
  shown(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

export const counted = (count, one, many) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

export const cut = (text, length) =>
  text.length <= length
    ? text
    : `${Array.from(text)
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;

// The address when it is one of the web; else undefined: no javascript: and the like.
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

// A word as a shell reads it.
export const shellWord = (word) =>
  /^[\w\-./:=@%+,]+$/.test(word) ? word : `'${shown(word).replaceAll("'", "'\\''")}'`;

// An element with attributes (functions become listeners) and children: elements or texts.
export function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function makeSvg(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false && value !== null)
      element.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}
