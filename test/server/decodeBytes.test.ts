import assert from 'node:assert/strict';
import { decodeText } from '../../src/disk/decodeText.ts';
import { decodeBytes } from '../../src/server/decodeBytes.ts';

const BYTES: Readonly<Record<string, readonly number[]>> = {
  'UTF-8': [...Buffer.from('price: 5 €')],
  'UTF-8 with a mark': [0xef, 0xbb, 0xbf, 0x61],
  'UTF-8 with a mark that breaks off': [0xef, 0xbb, 0xbf, 0x61, 0xc3],
  'quotes of Windows, read as Latin-1': [0x93, 0x61, 0x94, 0x80, 0xe9],
  'UTF-16, little end first': [0xff, 0xfe, 0x61, 0x00, 0x3d, 0xd8],
  'UTF-16, big end first': [0xfe, 0xff, 0x00, 0x61, 0xd8, 0x3d],
  'UTF-16 that breaks off': [0xff, 0xfe, 0x61, 0x00, 0x62],
  'a mark of UTF-16 and nothing of it': [0xff, 0xfe, 0x61],
  'a zero': [0x61, 0x00, 0x62],
  nothing: [],
};

describe('bytes that a client sent', () => {
  for (const [what, bytes] of Object.entries(BYTES)) {
    it(`are read as a disk's are: ${what}`, () => {
      assert.equal(decodeBytes(Uint8Array.from(bytes)), decodeText(Buffer.from(bytes))?.text);
    });
  }

  it("are read as a disk's are: many that are no UTF-8", () => {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => 1 + (index % 255));
    assert.equal(decodeBytes(bytes), decodeText(Buffer.from(bytes))?.text);
  });
});
