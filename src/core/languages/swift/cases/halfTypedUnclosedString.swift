import AWSBedrockRuntime

func before() {}

func ask(client: BedrockRuntimeClient) async throws {
    before()
    let input = ConverseInput(modelId: "anthropic.claude-3-haiku)
    after()
}

func after() {}
