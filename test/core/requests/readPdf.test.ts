import assert from 'node:assert/strict';
import { zlibSync } from 'fflate';
import type { PdfFacts } from '../../../src/core/domain/requestBody.ts';
import { readPdf } from '../../../src/core/requests/pdf/readPdf.ts';

const PAGE = '3 0 obj <</Type /Page /Parent 2 0 R /Contents 4 0 R>> endobj\n';
const HEAD =
  '%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n';

/** A file of one page with streams, each with what its dictionary says. */
function pdf(...streams: readonly { readonly dictionary?: string; readonly content: Uint8Array | string }[]): Buffer {
  const parts = streams.map(({ dictionary = '', content }, index) =>
    Buffer.concat([
      Buffer.from(`${index + 4} 0 obj <<${dictionary}>>\nstream\n`),
      Buffer.from(content),
      Buffer.from('\nendstream endobj\n'),
    ]),
  );
  return Buffer.concat([Buffer.from(HEAD + PAGE), ...parts]);
}

function deflated(content: string, dictionary = ''): { readonly dictionary: string; readonly content: Uint8Array } {
  return { dictionary: `/Filter /FlateDecode ${dictionary}`, content: zlibSync(Buffer.from(content, 'latin1')) };
}

function letters(file: Uint8Array): NonNullable<PdfFacts['letters']> {
  const read = readPdf(file)?.letters;
  assert.ok(read);
  return read;
}

describe('a PDF', () => {
  it('has the letters that it shows, by every operator and in every notation', () => {
    const shown: readonly (readonly [string, number])[] = [
      ['BT /F1 12 Tf (Hello you) Tj ET', 8],
      ['BT [(Hel) -20 (lo) 300 (you)] TJ ET', 8],
      ['(a) \' 1 2 (bc) "', 3],
      ['(a\\(b\\)c (in) \\101\\n\\\nd) Tj', 12],
      ['<48656C6C 6F> Tj <4> Tj', 6],
      ['% (none) Tj\n/Span <</ActualText (none)>> BDC (a) Tj EMC', 1],
      ['(not shown) pop 12 Tf', 0],
      ['BI /W 1 ID (((( EI Q (ab) Tj', 2],
    ];
    for (const [content, count] of shown) {
      assert.deepEqual(letters(pdf({ content })), { low: count, likely: count, high: count, script: 'latin' }, content);
      assert.equal(letters(pdf(deflated(content))).likely, count, content);
    }
  });

  it('is read through ASCII85 too, and not in its pictures and fonts', () => {
    const coded = { dictionary: '/Filter [/ASCII85Decode]', content: '-qIocCi:GADfmKO<,)C5!!!~>' };
    assert.equal(letters(pdf(coded)).likely, 8);
    const both = { dictionary: '/Filter [ /ASCII85Decode /FlateDecode ]', content: 'Gb!7P8Bo8uf2N$t!WWf;"!d~>' };
    assert.equal(letters(pdf(both)).likely, 5);
    const hidden = ['/Subtype /Image', '/Length1 20', '/Type /XRef', '/Subtype /Type1C'];
    for (const dictionary of hidden)
      assert.equal(letters(pdf(deflated('(Hello) Tj', dictionary))).likely, 0, dictionary);
  });

  it('takes two bytes a letter where the glyphs are numbered', () => {
    const fonts = { dictionary: '/Type /ObjStm', content: '<</Type /Font /Subtype /Type0 /Encoding /Identity-H>>' };
    const glyphs = pdf(fonts, { content: '/F1 1 Tf <002B0048004F004F00520003005C> Tj /F2 1 Tf (Hello you) Tj' });
    assert.equal(letters(glyphs).likely, 6 + 8);
    const map = (range: string): { readonly content: string } => ({
      content: `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <002B> ${range} endbfchar endcmap`,
    });
    const chinese = { content: '/F1 1 Tf <1A2B3C4D5E6F> Tj' };
    assert.deepEqual(letters(pdf(fonts, map('<4E2D>'), chinese)), { low: 3, likely: 3, high: 3, script: 'dense' });
    assert.equal(letters(pdf(fonts, map('<0416>'), chinese)).script, 'cyrillic');
    assert.equal(letters(pdf(fonts, map('<0041>'), chinese)).script, 'latin');
    assert.equal(letters(pdf(map('<4E2D>'), { content: '(Hello) Tj' })).script, 'latin');
  });

  it('says how many pages it has, as its tree does, also when that is packed', () => {
    const pages = (text: string): number | undefined => readPdf(Buffer.from(text))?.pages;
    assert.equal(pages('%PDF-1.7 /Type /Pages /Count 12'), 12);
    assert.equal(pages(`%PDF-1.7\n${PAGE.repeat(4)}`), 4);
    assert.equal(pages(`${HEAD}${PAGE}${PAGE}9 0 obj <</Type /Pages /Count 153>> endobj`), 1);
    assert.equal(pages('%PDF-1.7 <</Type /Outlines /Count 7>>'), undefined);
    const packed = deflated('<</Type /Pages /Kids [1 0 R] /Count 33>>', '/Type /ObjStm');
    const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), pdf(packed).subarray(HEAD.length)]);
    assert.equal(readPdf(file)?.pages, 33);
  });

  it('of which nothing can be read has no letters rather than none', () => {
    assert.equal(readPdf(Buffer.from('no pdf /Type /Page')), undefined);
    assert.equal(readPdf(new Uint8Array(0)), undefined);
    assert.equal(readPdf(pdf({ dictionary: '/Filter /LZWDecode', content: 'abc' }))?.letters, undefined);
    const locked = Buffer.concat([pdf(deflated('(Hello) Tj')), Buffer.from('trailer <</Encrypt 9 0 R>>')]);
    assert.deepEqual(readPdf(locked), { pages: 1, letters: undefined });
    assert.equal(letters(pdf(deflated('q 1 0 0 1 0 0 cm /Im0 Do Q'))).high, 0);
    assert.equal(letters(Buffer.from(HEAD)).high, 0);
  });

  it('that was cut off has the letters of what is left', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `(w${index}) Tj`).join('\n');
    const whole = pdf(deflated(text));
    const half = letters(whole.subarray(0, Math.floor(whole.length / 2))).likely;
    const all = letters(whole).likely;
    assert.ok(half > all / 4 && half < all, `${half} of ${all}`);
  });

  it('that would fill the memory is read in part, and the rest taken to be like it', () => {
    const bomb = deflated(`(Hello) Tj\n${' '.repeat(100_000)}`.repeat(250));
    const { low, likely, high } = letters(pdf(bomb, bomb, bomb));
    assert.ok(low > 0 && low < 3 * 250 * 5, String(low));
    assert.ok(likely > low && high > likely);
  });

  it('never throws, whatever its bytes are', () => {
    const hostile = [
      '('.repeat(300_000),
      '<<'.repeat(300_000),
      '['.repeat(300_000),
      '(\\',
      '<48',
      '/',
      'BI ID ',
      `(a) Tj ${'/F1 1 Tf '.repeat(2000)}`,
      'begincmap beginbfchar <00> <00',
      `begincmap beginbfrange ${'<0000> <0001> '.repeat(20_000)} endbfrange`,
    ];
    for (const content of hostile) readPdf(pdf({ content }, deflated(content)));
    readPdf(Buffer.from(`%PDF${'stream'.repeat(100_000)}`));
    readPdf(Buffer.from(`%PDF${'stream\nendstream'.repeat(60_000)}`));
    readPdf(Buffer.from(`%PDF${'/Type /Pages <<'.repeat(20_000)}`));
    readPdf(Buffer.from(`%PDF /Pages 1 0 R /Filter ${'['.repeat(100_000)} stream`));
    const file = pdf(deflated('(Hello) Tj'.repeat(50)));
    for (let index = 0; index < file.length; index += 1) {
      const broken = Buffer.from(file);
      broken.writeUInt8((broken.readUInt8(index) + 77) % 256, index);
      readPdf(broken);
    }
  });
});
