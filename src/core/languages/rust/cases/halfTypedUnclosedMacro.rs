fn before() {}

async fn ask(client: &aws_sdk_bedrockruntime::Client) {
    before();
    let answer = client
        .converse()
        .body(json!({"max_tokens": }))
        .send()
        .await;
    after();
}

fn after() {}
