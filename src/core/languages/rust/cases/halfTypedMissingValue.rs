fn before() {}

async fn ask(client: &aws_sdk_bedrockruntime::Client) {
    before();
    let answer = client
        .converse()
        .model_id()
        .inference_config(InferenceConfiguration::builder().max_tokens().build())
        .send()
        .await;
    after();
}

fn after() {}
