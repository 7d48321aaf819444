const client = new BedrockRuntimeClient({});

export async function first() {
  return before();
}

export async function second() {
  return client.send(
    new ConverseCommand({
      modelId: 'anthropic.model',
      inferenceConfig: { maxTokens: 512,
    }),
  );
}

export async function third() {
  return after();
}
