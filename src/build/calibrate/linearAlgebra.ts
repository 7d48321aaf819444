/* eslint-disable @typescript-eslint/no-non-null-assertion -- the innermost loops: every index is within its array */

/**
 * Solves `matrix · x = right` for a symmetric positive definite matrix by Cholesky's decomposition; the matrix is written over.
 * @throws RangeError if the matrix is not positive definite
 */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  for (let column = 0; column < size; column += 1) {
    for (let row = column; row < size; row += 1) {
      let sum = matrix[row * size + column]!;
      for (let index = 0; index < column; index += 1) {
        sum -= matrix[row * size + index]! * matrix[column * size + index]!;
      }
      if (row > column) matrix[row * size + column] = sum / matrix[column * size + column]!;
      else if (sum > 0) matrix[row * size + column] = Math.sqrt(sum);
      else throw new RangeError('The matrix is not positive definite');
    }
  }
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let index = 0; index < row; index += 1) solution[row]! -= matrix[row * size + index]! * solution[index]!;
    solution[row]! /= matrix[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let index = row + 1; index < size; index += 1)
      solution[row]! -= matrix[index * size + row]! * solution[index]!;
    solution[row]! /= matrix[row * size + row]!;
  }
  return solution;
}
