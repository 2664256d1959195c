// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Light and dark. The light colours are those of the pictures (render/style.cpp); for the dark theme
// each has a counterpart of the same hue, with at least 4.5:1 for lines and words.

const dark = new Map([
  ['#FFFFFF', '#15181B'],
  ['#1A1A1A', '#ECECEC'],
  ['#4D4D4D', '#B3BAC1'],
  ['#333333', '#B9BEC4'],
  ['#9A9A9A', '#7F868D'],
  ['#E3F1FB', '#12344A'],
  ['#0072B2', '#6CBBEE'],
  ['#FCE9C9', '#463209'],
  ['#8A5A00', '#E8A93B'],
  ['#FBF6C4', '#3A3808'],
  ['#6B6400', '#DDD04A'],
  ['#D6F0E6', '#0B3B2D'],
  ['#00684C', '#3CC79A'],
  ['#F6E1EC', '#47203A'],
  ['#8F3F6B', '#E38FC0'],
  ['#C04A00', '#FF9A5C'],
  ['#005A8C', '#7CC4F2'],
  ['#A83200', '#FF9A57'],
]);

const names = ['auto', 'light', 'dark'];
const system = window.matchMedia('(prefers-color-scheme: dark)');
let chosen = 'auto';
const listeners = [];

let forPaper = false;
export const isDark = () => !forPaper && (chosen === 'auto' ? system.matches : chosen === 'dark');
export const colour = (light) => (isDark() ? (dark.get(light.toUpperCase()) ?? light) : light);
// Colours for paper, from before printing until after it.
export function setPaper(isPaper) {
  forPaper = isPaper;
  listeners.forEach((listener) => listener());
}
export const onTheme = (listener) => listeners.push(listener);

function apply(button) {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
  button.textContent = { auto: 'Theme: auto', light: 'Theme: light', dark: 'Theme: dark' }[chosen];
  listeners.forEach((listener) => listener());
}

export function startTheme(button) {
  button.addEventListener('click', () => {
    chosen = names[(names.indexOf(chosen) + 1) % names.length];
    apply(button);
  });
  system.addEventListener('change', () => apply(button));
  apply(button);
}
