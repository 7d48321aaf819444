fn before() {}

async fn ask(client: &aws_sdk_bedrockruntime::Client) {
    before();
    let answer = client
        .converse()
        .set_body(f("a" 10))
        .send()
        .await;
    after();
}

fn after() {}
