export interface StringForm {
  readonly isRaw: boolean;
  readonly isBytes: boolean;
  /** In f-strings, doubled braces stand for one. */
  readonly isFormatted: boolean;
}

/** The text that a piece of a string literal stands for. Escapes that Python does not know stay as they are. */
export function decodeEscapes(source: string, form: StringForm): string {
  if (!/[\\\r{}]/.test(source)) return source;
  return source.replace(PIECE, (piece) => decodePiece(piece, form));
}

const PIECE =
  /\\(?:\r\n|[0-7]{1,3}|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|N\{[^{}]{1,80}\}|[\s\S])|\r\n?|\{\{|\}\}/g;

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
  '\r': '',
};

function decodePiece(piece: string, form: StringForm): string {
  const first = piece.charAt(0);
  if (first === '\r') return '\n';
  if (first !== '\\') return form.isFormatted ? first : piece;
  if (form.isRaw) return piece.replace(/\r\n?/, '\n');
  const kind = piece.charAt(1);
  if (piece.length === 2) return SIMPLE[kind] ?? (/[0-7]/.test(kind) ? octal(piece) : piece);
  if (kind === '\r') return '';
  if (kind === 'x') return String.fromCharCode(parseInt(piece.slice(2), 16));
  if (/[0-7]/.test(kind)) return octal(piece);
  // A character by its name counts as one character that we do not know.
  if (kind === 'N') return form.isBytes ? piece : '\ufffd';
  if (form.isBytes) return piece;
  return codePoint(piece);
}

function octal(piece: string): string {
  return String.fromCharCode(parseInt(piece.slice(1), 8));
}

function codePoint(piece: string): string {
  const code = parseInt(piece.slice(2), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : piece;
}
