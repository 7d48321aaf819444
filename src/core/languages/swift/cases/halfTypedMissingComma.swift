import AWSBedrockRuntime

func before() {}

func ask(client: BedrockRuntimeClient) async throws {
    before()
    let input = ConverseInput(modelId: "anthropic.claude-3-haiku-20240307-v1:0" messages: [])
    after()
}

func after() {}
