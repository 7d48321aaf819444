fn before() {}

async fn ask(client: &aws_sdk_bedrockruntime::Client) {
    before();
    let answer = client
        .converse()
        .model_id("anthropic.claude-3-haiku-20240307-v1:0"
        .send()
        .await;
    after();
}

fn after() {}
