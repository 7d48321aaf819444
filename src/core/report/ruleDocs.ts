const RULES_FOLDER = 'https://github.com/bedrock-cost-lint/bedrock-cost-lint/blob/main/src/core/rules';

/** Address of a rule's page. */
export function ruleDocsUrl(rule: string): string {
  return `${RULES_FOLDER}/${rule}/README.md`;
}
