// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The questions as SQLite and DuckDB both read them; ? is the key of an article.

export const citedBy = `SELECT a.key, a.title, a.outlet, a.date, c.relation
  FROM citations c JOIN articles a ON a.key = c."from" WHERE c."to" = ?`;

export const within3 = `WITH RECURSIVE reached(key, steps) AS (
    SELECT ?, 0
    UNION
    SELECT c."from", steps + 1 FROM reached r JOIN citations c ON c."to" = r.key WHERE steps < 3)
  SELECT a.key, a.title, a.outlet, a.date, r.steps
  FROM (SELECT key, min(steps) AS steps FROM reached GROUP BY key) r JOIN articles a
  ON a.key = r.key WHERE r.steps > 0`;
