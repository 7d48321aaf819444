import { addTokens, NO_TOKENS, type AmountRange, type TokenEstimate } from '../domain/estimates.ts';
import type { BodyDocument, DocumentLetters, PdfFacts } from '../domain/requestBody.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
import { FAMILY_CALIBRATIONS } from './families/familyCalibrations.ts';
import { methodNamed, type PdfCalibration } from './families/familyCalibration.ts';
import type { TokenEstimator } from './tokenEstimator.ts';
import { constantRange, wholeTokens } from './tokenRange.ts';

/** Where a document stands, as far as it decides how it is read. */
export interface DocumentPlace {
  readonly isConverse: boolean;
  readonly isToolResult: boolean;
}

export interface DocumentReader {
  readonly tokens: Pick<TokenEstimator, 'estimateText'>;
  readonly family: TokenFamily;
  readonly baseModelId?: string;
}

export interface DocumentTokens {
  /** "document of 3 pages, text and pictures" */
  readonly what: string;
  /** Still to be counted. */
  readonly texts: readonly string[];
  readonly otherTokens: TokenEstimate;
}

/** A document as the model gets it: its text, pictures of its pages, or both, and what stands around them. */
export function documentTokens(document: BodyDocument, place: DocumentPlace, reader: DocumentReader): DocumentTokens {
  const frame = frameTokens(document, reader.family);
  if (document.text !== undefined) return { what: 'document', texts: [document.text], otherTokens: frame };
  const { pdf } = document;
  const rule = FAMILY_CALIBRATIONS[reader.family].pdf;
  const text = textTokens(pdf, rule, reader);
  const pictures = pictureTokens(pdf, rule);
  // The picture's tokens hold the frame.
  const whole = addTokens([text, pictures]);
  const name = `document of ${pagesOf(pdf)}${pdf?.letters?.high === 0 ? ' without text' : ''}`;
  if (rule === undefined) return { what: `${name}, text alone`, texts: [], otherTokens: addTokens([text, frame]) };
  if (place.isConverse && place.isToolResult && rule.inConverseToolResult !== undefined) {
    const rest = constantRange(rule.inConverseToolResult, 1);
    const otherTokens = wholeTokens({ ...rest, high: Math.max(rest.high, whole.high) }, 'assumed');
    return { what: `${name}, left out of tool results`, texts: [], otherTokens };
  }
  const alone = addTokens([text, frame]);
  const isOpen = place.isConverse && !document.hasCitations && rule.pageText !== undefined;
  if (hasNoPicture(rule) || (isOpen && isGivenTextAlone(rule, reader))) {
    const otherTokens = wholeTokens({ ...alone, high: Math.max(alone.high, whole.high) }, 'assumed');
    return { what: `${name}, text alone`, texts: [], otherTokens };
  }
  const seen = rule.pageText === undefined ? 'pictures alone' : 'text and pictures';
  const otherTokens = isOpen ? wholeTokens({ ...whole, low: alone.low }, 'assumed') : whole;
  return { what: `${name}, ${seen}`, texts: [], otherTokens };
}

function hasNoPicture({ picture }: PdfCalibration): boolean {
  return constantRange(picture, 1).likely === 0;
}

function isGivenTextAlone({ textAloneInConverse }: PdfCalibration, { baseModelId = '' }: DocumentReader): boolean {
  return textAloneInConverse?.some((part) => baseModelId.includes(part)) === true;
}

function pagesOf(pdf: PdfFacts | undefined): string {
  if (pdf?.pages === undefined) return 'unknown length';
  return pdf.pages === 1 ? '1 page' : `${pdf.pages} pages`;
}

/** With citations it is part of what these add to the whole request. */
function frameTokens({ hasCitations }: BodyDocument, family: TokenFamily): TokenEstimate {
  const frame = FAMILY_CALIBRATIONS[family].documentFrame;
  const range = constantRange(frame?.tokens ?? ANY_FRAME, 1);
  const method = methodNamed(frame?.method ?? '');
  return wholeTokens(hasCitations ? { low: 0, likely: 0, high: range.high } : range, method);
}

/** Recorded in one request each: 12 for Llama 4, 45 for Pixtral, beyond name and text. */
const ANY_FRAME = [0, 20, 50];

function pictureTokens(pdf: PdfFacts | undefined, rule: PdfCalibration | undefined): TokenEstimate {
  if (rule === undefined) return NO_TOKENS;
  return perPage(pdf, rule.picture, rule.method);
}

function textTokens(
  pdf: PdfFacts | undefined,
  rule: PdfCalibration | undefined,
  reader: DocumentReader,
): TokenEstimate {
  if (rule !== undefined && rule.pageText === undefined) return NO_TOKENS;
  if (pdf?.letters !== undefined) return letterTokens(pdf.letters, reader);
  return perPage(pdf, rule?.pageText ?? ANY_PAGE, 'assumed');
}

/** Median and p95 of 120 PDFs of public repositories, as Claude 3 counts; as many as a picture, should a model get one. */
const ANY_PAGE = [0, 600, 3000];
/** Median of the same PDFs; none of Claude's requests has more. */
const UNKNOWN_PAGES: AmountRange = { low: 1, likely: 3, high: 100 };

function perPage(pdf: PdfFacts | undefined, page: readonly number[], method: string): TokenEstimate {
  const one = constantRange(page, 1);
  if (pdf?.pages !== undefined) return wholeTokens(constantRange(page, pdf.pages), methodNamed(method));
  const { low, likely, high } = UNKNOWN_PAGES;
  return wholeTokens({ low: one.low * low, likely: one.likely * likely, high: one.high * high }, 'assumed');
}

/** As many tokens as this model has for a text of that many letters of the same script. */
function letterTokens({ low, likely, high, script }: DocumentLetters, reader: DocumentReader): TokenEstimate {
  const sample = SAMPLES[script];
  const perLetter = reader.tokens.estimateText(sample, reader.family).likely / sample.replaceAll(/\s/g, '').length;
  return wholeTokens(
    {
      low: low * perLetter * FEWEST_TOKENS,
      likely: likely * perLetter,
      high: high * perLetter * MOST_TOKENS,
    },
    high === 0 ? 'exact' : 'calibrated',
  );
}

/**
 * Around the Latin sample: 115 PDFs have 2.35 (p10) to 4.04 (p95) letters a token of Claude 3, median 3.05, where the sample
 * has 3.24; of eight other families the median is 6 % below to 8 % above the sample's.
 */
const FEWEST_TOKENS = 0.7;
const MOST_TOKENS = 1.45;

/** With the numbers, names and marks of ordinary documents. */
const SAMPLES: Readonly<Record<DocumentLetters['script'], string>> = {
  latin:
    'Net revenue rose to 4,812 million in the third quarter, as Section 2.1 explains. The committee reviewed invoice ' +
    'AB-1093 of 14 March (cf. Smith et al.) and approved it; see Table 3 for further details about employees, benefits ' +
    '& insurance coverage in each region [12]. Amounts are in EUR; n/a = not available.',
  cyrillic:
    'Согласно пункту 3 договора, заказчик обязан оплатить услуги до 14 марта 2024 года. Подробные сведения о стоимости ' +
    'работ и сроках поставки приведены в таблице 2.',
  dense:
    '根据合同第三条的规定，客户应当在二〇二四年三月十四日之前支付全部服务费用。有关各地区员工福利和保险的详细信息，请参阅第二章的表格。',
};
