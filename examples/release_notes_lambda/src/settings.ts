export const MODEL_ID = process.env.MODEL_ID ?? 'global.anthropic.claude-sonnet-4-6';

export const styleGuide = [
  'You write release notes for people who use the product, not for those who build it.',
  'Group the changes under Added, Changed, Fixed and Removed, and leave out what users cannot notice.',
  'One line a change, in the past tense, without ticket numbers.',
].join('\n');
