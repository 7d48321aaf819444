/** A service of a size that people edit: `lines` lines, a Bedrock call every hundred lines. */
export function pythonProgram(lines: number): string {
  const parts = [
    'import boto3',
    'import json',
    '',
    'client = boto3.client("bedrock-runtime", region_name="us-east-1")',
    '',
  ];
  for (let index = 0; parts.length < lines; index++) {
    parts.push(...(index % 8 === 0 ? pythonCall(index) : pythonFunction(index)));
  }
  return `${parts.join('\n')}\n`;
}

/** The same in TypeScript. */
export function typescriptProgram(lines: number): string {
  const parts = [
    "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';",
    '',
    "const client = new BedrockRuntimeClient({ region: 'us-east-1' });",
    '',
  ];
  for (let index = 0; parts.length < lines; index++) {
    parts.push(...(index % 8 === 0 ? typescriptCall(index) : typescriptFunction(index)));
  }
  return `${parts.join('\n')}\n`;
}

function pythonCall(index: number): readonly string[] {
  return [
    `SYSTEM_${index} = """You answer questions of customers about their orders, politely and in one paragraph.`,
    'You know the terms of delivery: two days inside the country, five days abroad, fourteen days to give back."""',
    '',
    `def ask_${index}(question, history=()):`,
    '    response = client.converse(',
    '        modelId="us.anthropic.claude-sonnet-4-5-20250929-v1:0",',
    `        system=[{"text": SYSTEM_${index}}],`,
    '        messages=[{"role": "user", "content": [{"text": f"Question: {question}"}]}],',
    '        inferenceConfig={"temperature": 0.2},',
    '    )',
    '    return response["output"]["message"]["content"][0]["text"]',
    '',
  ];
}

function pythonFunction(index: number): readonly string[] {
  return [
    `def total_${index}(orders, currency="USD", rates=None):`,
    '    """Sums up what the orders cost, in one currency."""',
    '    rates = rates or {}',
    '    total = 0.0',
    '    for order in orders:',
    '        price = order.get("price", 0) * order.get("count", 1)',
    '        if order.get("currency", currency) != currency:',
    '            price = price / rates.get(order["currency"], 1.0)',
    '        total += round(price, 2)',
    `    return {"total": total, "currency": currency, "count": len(orders), "id": ${index}}`,
    '',
  ];
}

function typescriptCall(index: number): readonly string[] {
  return [
    `const SYSTEM_${index} = \`You answer questions of customers about their orders, politely and in one paragraph.`,
    'You know the terms of delivery: two days inside the country, five days abroad, fourteen days to give back.`;',
    '',
    `export async function ask${index}(question: string): Promise<string | undefined> {`,
    '  const response = await client.send(',
    '    new ConverseCommand({',
    "      modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',",
    `      system: [{ text: SYSTEM_${index} }],`,
    "      messages: [{ role: 'user', content: [{ text: `Question: ${question}` }] }],",
    '      inferenceConfig: { temperature: 0.2 },',
    '    }),',
    '  );',
    '  return response.output?.message?.content?.[0]?.text;',
    '}',
    '',
  ];
}

function typescriptFunction(index: number): readonly string[] {
  return [
    `export function total${index}(orders: readonly Order[], currency = 'USD', rates: Rates = {}): Total {`,
    '  let total = 0;',
    '  for (const order of orders) {',
    '    let price = (order.price ?? 0) * (order.count ?? 1);',
    '    if ((order.currency ?? currency) !== currency) {',
    '      price = price / (rates[order.currency] ?? 1);',
    '    }',
    '    total += Math.round(price * 100) / 100;',
    '  }',
    `  return { total, currency, count: orders.length, id: ${index} };`,
    '}',
    '',
  ];
}
