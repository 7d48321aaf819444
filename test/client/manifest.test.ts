import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import manifest from '../../package.json' with { type: 'json' };
import { COMMANDS } from '../../src/client/commandIds.ts';
import { DEFAULT_SETTINGS } from '../../src/server/protocol.ts';

interface SettingEntry {
  readonly default: unknown;
  readonly markdownDescription?: string;
  readonly scope?: string;
}

const { contributes } = manifest;
const SETTINGS: Readonly<Record<string, SettingEntry>> = contributes.configuration.properties;

/** `{ codeLens: { enable } }` → `codeLens.enable`. */
function flattened(value: unknown, prefix: string): readonly (readonly [name: string, value: unknown])[] {
  if (typeof value !== 'object' || value === null) return [[prefix, value]];
  return Object.entries(value).flatMap(([key, inner]) => flattened(inner, `${prefix}.${key}`));
}

describe('the manifest', () => {
  it('offers exactly the settings that the server knows, with the same defaults', () => {
    // The language client reads this one by itself.
    const own = Object.entries(SETTINGS).filter(([name]) => name !== 'bedrockCostLint.trace.server');
    assert.deepEqual(
      Object.fromEntries(own.map(([name, { default: value }]) => [name, value])),
      Object.fromEntries(flattened(DEFAULT_SETTINGS, 'bedrockCostLint')),
    );
  });

  it('describes every setting', () => {
    for (const [name, { markdownDescription, scope }] of Object.entries(SETTINGS)) {
      assert.ok(markdownDescription, name);
      assert.ok(scope, name);
    }
  });

  it('names only commands that there are', () => {
    const ids = new Set<string>(Object.values(COMMANDS));
    for (const { command } of contributes.commands) assert.ok(ids.has(command), command);
    for (const { command } of Object.values(contributes.menus).flat()) assert.ok(ids.has(command), command);
    const mentioned = JSON.stringify(contributes.walkthroughs).match(/bedrockCostLint\.\w+(?=\)|")/g) ?? [];
    const known = [...ids, 'bedrockCostLint.fileHasCalls'];
    assert.deepEqual(
      mentioned.filter((name) => !known.includes(name)),
      [],
    );
  });

  it('hides no command from a browser that is connected to a machine, where all of them work', () => {
    const conditions = [
      ...contributes.commands.map((command) => ('enablement' in command ? command.enablement : '')),
      ...Object.values(contributes.menus).flatMap((entries) => entries.map(({ when }) => when)),
    ].filter((condition) => condition.includes('isWeb'));
    assert.equal(conditions.length, 3);
    for (const condition of conditions) assert.ok(condition.includes('(!isWeb || remoteName)'), condition);
  });

  it('names only files that there are', () => {
    const files = JSON.stringify(manifest).match(/(?:\.\/)?(?:media|syntaxes)\/[\w./-]+/g) ?? [];
    assert.ok(files.length > 8);
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    );
  });

  it('has what a marketplace asks for', () => {
    assert.ok(manifest.keywords.length <= 30);
    assert.ok(existsSync(manifest.icon));
    const png = readFileSync(manifest.icon);
    assert.ok(png.readUInt32BE(16) >= 256 && png.readUInt32BE(20) >= 256);
    assert.equal(manifest.pricing, 'Free');
  });
});
