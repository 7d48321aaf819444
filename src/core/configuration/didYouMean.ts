/** The candidate that `word` was most likely meant to be; undefined when none is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(normalize(word), normalize(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? byEnding(word, candidates);
}

/** Somebody may leave out a rule's group. */
function byEnding(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length < 4) return undefined;
  for (const candidate of candidates) if (candidate.endsWith(`/${word}`)) return candidate;
  return undefined;
}

function normalize(word: string): string {
  return word.toLowerCase().replace(/[_-]/g, '');
}

function editDistance(left: string, right: string): number {
  if (left.length > 100 || right.length > 100) return left === right ? 0 : 100;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
