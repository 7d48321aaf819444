/** Small vocabularies in the form of `tokenizer.json`. */

type JsonObject = Readonly<Record<string, unknown>>;

const EMPTY = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
};

/** How the pre-tokenizers of Llama 3 and its kin split. */
export const SPLIT_PATTERN =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

/** Knows ASCII, and merges `low`, `lower` and ` low` in byte-level form. */
export function bpeFile(changes: JsonObject = {}): string {
  const characters = [...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)), 'Ġ', 'Ċ'];
  const merged = ['lo', 'low', 'er', 'lower', 'Ġlow', '<|end|>'];
  const vocab = Object.fromEntries([...characters, ...merged].map((token, id) => [token, id]));
  const merges = [
    ['l', 'o'],
    ['lo', 'w'],
    ['e', 'r'],
    ['low', 'er'],
    ['Ġ', 'low'],
  ];
  return JSON.stringify({
    ...EMPTY,
    added_tokens: [
      {
        id: vocab['<|end|>'],
        content: '<|end|>',
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: true,
      },
    ],
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: SPLIT_PATTERN }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    model: { type: 'BPE', vocab, merges },
    ...changes,
  });
}

/** Knows `hello`, `world` and some of their parts. */
export function unigramFile(): string {
  const vocab = [
    ['<unk>', 0],
    ['▁hello', -1],
    ['▁world', -1.5],
    ['▁', -3],
    ['hel', -2],
    ['lo', -2],
    ['s', -4],
  ];
  return JSON.stringify({
    ...EMPTY,
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: { type: 'Unigram', unk_id: 0, vocab, byte_fallback: false },
  });
}

/** Knows `un`, `##afford`, `##able` and `text`. */
export function wordPieceFile(longestWord = 100): string {
  const vocab = { '[UNK]': 0, un: 1, '##afford': 2, '##able': 3, text: 4, '.': 5 };
  return JSON.stringify({
    ...EMPTY,
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: longestWord,
      vocab,
    },
  });
}

/** Characters of {@link densePairsFile}. */
export const DENSE_CHARACTERS = Array.from("aZz09 \n\t,.!'/-_<>|");

/**
 * Merges any two of its characters, so that a piece has half as many tokens as characters, and a cut in a wrong place
 * gives another count.
 */
export function densePairsFile(changes: JsonObject = {}, names: readonly string[] = ['<|z|>', 'a,']): string {
  const isByteLevel = JSON.stringify(changes['pre_tokenizer'] ?? '').includes('ByteLevel');
  const characters = isByteLevel ? DENSE_CHARACTERS.map(inBytes) : [...DENSE_CHARACTERS, '▁'];
  const merges = characters.flatMap((left) => characters.map((right) => [left, right] as const));
  const own = changes['model'] as { readonly merges?: (merge: readonly [string, string]) => boolean } | undefined;
  const kept = own?.merges === undefined ? merges : merges.filter(own.merges);
  const tokens = [...characters, ...kept.map((pair) => pair.join('')), ...BYTES, ...names];
  const vocab = Object.fromEntries([...new Set(tokens)].map((token, id) => [token, id]));
  return JSON.stringify({
    ...EMPTY,
    ...changes,
    added_tokens: names.map((content) => ({ id: vocab[content], content, special: true })),
    model: { type: 'BPE', fuse_unk: true, byte_fallback: true, unk_token: '<unk>', vocab, merges: kept },
  });
}

const BYTES = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);

function inBytes(character: string): string {
  const code = character.charCodeAt(0);
  return code > 32 ? character : String.fromCharCode(0x100 + code);
}
