import type { FileContent, Workspace } from '../../src/core/service/host.ts';

/** The same numbers for the same seed, each from 0 up to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Resolves after a few turns of the event loop, so that later requests are often answered before earlier ones. */
export async function randomPause(random: () => number, maximumTurns = 6): Promise<void> {
  const turns = Math.floor(random() * maximumTurns);
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => void setImmediate(resolve));
}

/** Answers late, and in another order than it was asked. */
export function slowWorkspace(workspace: Workspace, random: () => number): Workspace {
  return {
    get folders() {
      return workspace.folders;
    },
    async read(uri, maximumBytes): Promise<FileContent> {
      await randomPause(random);
      const content = await workspace.read(uri, maximumBytes);
      await randomPause(random);
      return content;
    },
    async exist(uris) {
      await randomPause(random);
      const exist = await workspace.exist(uris);
      await randomPause(random);
      return exist;
    },
  };
}
