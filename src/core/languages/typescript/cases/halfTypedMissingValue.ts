const client = new BedrockRuntimeClient({});

export async function first() {
  return before();
}

export async function second() {
  return client.send(
    new ConverseCommand({
      modelId: 'anthropic.model',
      inferenceConfig: { maxTokens:  },
    }),
  );
}

export async function third() {
  return after();
}
