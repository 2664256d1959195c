// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What the programs that ask Kuzu and DuckDB share.

import { writeFileSync } from "node:fs";

export function actionOf(actions, name) {
  if (!(name in actions)) {
    console.error(`unknown action ${name}; there are ${Object.keys(actions).join(", ")}`);
    process.exit(2);
  }
  return actions[name];
}

// The values of each row, without quoting: the data have no commas.
export function lines(rows) {
  return rows.map((row) => Object.values(row).join(",")).join("\n") + (rows.length ? "\n" : "");
}

// Does the work, prints what it returns, and says how long both took.
export async function inside(work, values) {
  const begin = process.hrtime.bigint();
  const answer = await work(...values);
  if (answer) writeFileSync(1, answer); // whole, also when the process ends at once
  console.error(`inside ${(Number(process.hrtime.bigint() - begin) / 1e6).toFixed(3)} ms`);
}
