import type { ModelEstimate } from './callEstimate.ts';
import type { MoneyFormat } from './format.ts';
import { moneyFormat } from './format.ts';

/**
 * `$0.84 in, $3.36 out per million tokens`, from the lowest to the highest price of the models that a call can go to and
 * that have one. Undefined when none has.
 */
export function ratesText(models: readonly Pick<ModelEstimate, 'rates' | 'currency'>[]): string | undefined {
  const rates = models.flatMap((model) => model.rates ?? []);
  if (rates.length === 0) return undefined;
  const money = moneyFormat(models[0]?.currency);
  const input = pricesText(
    rates.map((rate) => rate.input.usdPerMillionTokens),
    money,
  );
  const outputs = rates.flatMap(({ output }) => output?.usdPerMillionTokens ?? []);
  return outputs.length === 0
    ? `${input} per million tokens`
    : `${input} in, ${pricesText(outputs, money)} out per million tokens`;
}

/** `$0.80 to $3.30`, from the lowest to the highest; not for no price at all. */
export function pricesText(prices: readonly number[], money: MoneyFormat): string {
  const [low, high] = [money.price(Math.min(...prices)), money.price(Math.max(...prices))];
  return low === high ? low : `${low} to ${high}`;
}
