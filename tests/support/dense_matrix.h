// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "graph/algorithms/scores.h"
#include "graph/citation_graph.h"

// Slow, obvious linear algebra: the twins of what the library works out in rounds.
namespace whocites::test {

using Vector = std::vector<long double>;
using Matrix = std::vector<Vector>;  // rows

inline Matrix zero_matrix(std::size_t size) { return Matrix(size, Vector(size, 0)); }

// [citing][cited]: the weight of the citations between two vertices.
inline Matrix citation_matrix(const CitationGraph& graph, EdgeWeights weights = {}) {
  Matrix matrix = zero_matrix(graph.vertex_count());
  const auto edges = graph.edge_list();
  for (std::size_t e = 0; e < edges.size(); ++e) {
    matrix[edges[e].first.value][edges[e].second.value] += weights.empty() ? 1 : weights[e];
  }
  return matrix;
}

inline Matrix transposed(const Matrix& matrix) {
  Matrix turned = zero_matrix(matrix.size());
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < matrix.size(); ++j) turned[j][i] = matrix[i][j];
  }
  return turned;
}

inline Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c = zero_matrix(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t k = 0; k < a.size(); ++k) {
      for (std::size_t j = 0; j < a.size(); ++j) c[i][j] += a[i][k] * b[k][j];
    }
  }
  return c;
}

// x with matrix · x = right, by Gaussian elimination. Requires: there is just one.
inline Vector solve(Matrix matrix, Vector right) {
  const std::size_t n = right.size();
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column; row < n; ++row) {
      if (std::abs(matrix[row][column]) > std::abs(matrix[pivot][column])) pivot = row;
    }
    std::swap(matrix[column], matrix[pivot]);
    std::swap(right[column], right[pivot]);
    for (std::size_t row = 0; row < n; ++row) {
      if (row == column) continue;
      const long double factor = matrix[row][column] / matrix[column][column];
      for (std::size_t j = column; j < n; ++j) matrix[row][j] -= factor * matrix[column][j];
      right[row] -= factor * right[column];
    }
  }
  for (std::size_t i = 0; i < n; ++i) right[i] /= matrix[i][i];
  return right;
}

// Made to sum to 1, where the sum is not 0.
inline Vector normalized(Vector vector) {
  long double total = 0;
  for (const long double value : vector) total += value;
  for (long double& value : vector) value = total == 0 ? 0 : value / total;
  return vector;
}

}  // namespace whocites::test
