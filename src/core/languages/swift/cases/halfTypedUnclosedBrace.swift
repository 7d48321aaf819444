import AWSBedrockRuntime

func before() {}

func ask(client: BedrockRuntimeClient) async throws {
    before()
    Task { run(client)
    after()
}

func after() {}
