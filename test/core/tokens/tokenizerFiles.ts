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
