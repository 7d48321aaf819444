/** Programs that the command line is tried on. */

export const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';

/** None of its line is newer. */
const CURRENT_MODEL = 'us.anthropic.claude-sonnet-5-5';

/** One warning with an unsafe fix. */
export const UNCAPPED = `import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    return client.converse(
        modelId="${CURRENT_MODEL}",
        messages=[{"role": "user", "content": [{"text": question}]}],
    )
`;

/** Nothing to say. */
export const CAPPED = UNCAPPED.replace('    )\n', '        inferenceConfig={"maxTokens": 400},\n    )\n');

/** One error with a safe fix. */
export const OVER_CAPPED = CAPPED.replace('400', '9000000');

/** Information only. */
export const UNRESOLVED = CAPPED.replace(`"${CURRENT_MODEL}"`, 'os.environ["CHAT_MODEL"]').replace(
  'import boto3',
  'import os\n\nimport boto3',
);

export function notebook(...cells: readonly string[]): string {
  const json = {
    cells: cells.map((text) => ({ cell_type: 'code', metadata: {}, outputs: [], source: text.split(/(?<=\n)/) })),
    metadata: { kernelspec: { language: 'python', name: 'python3' } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(json, undefined, 1)}\n`;
}
