import AWSBedrockRuntime

func before() {}

func ask(client: BedrockRuntimeClient) async throws {
    before()
    let output = try await client.converse(input: ConverseInput(modelId: id
    after()
}

func after() {}
