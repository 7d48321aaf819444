export default { model: pick(), maxTokens: 512 };
