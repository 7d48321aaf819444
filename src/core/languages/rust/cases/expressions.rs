fn f(a: i32, b: Vec<String>) {
    let text = "a\n\u{e9} \
        b";
    let raw = r#"raw "x" \n"#;
    let number = 1_000u32 + 24 * 2;
    let filled = format!("{} {a} {0:?} {n:.2} {{}}", b, n = 3);
    let list = vec![1, 2];
    let data = json!({"a": [1, {"b": f(x)}], "t": format!("x {}", a), "k": null});
    let sum = concat!("a", "b");
    let variable = std::env::var("MODEL").unwrap_or_else(|_| "nova".to_string());
    let own = crate::config::MODEL;
    let value = if a > 1 { "x" } else { "y" };
    let matched = match a {
        1 | 2 => "few",
        _ => return,
    };
    let called = client.converse().model_id(text).send().await?;
    let closure = |x: i32, (y, z)| x + y;
    let body = Body { max_tokens: 1, messages: vec!["a"] };
    let part = &text[..4];
    let cast = (a as i64, *b, -1, !true);
    let shared = Arc::new(Mutex::new(b.clone()));
    let block = async move { wait().await };
}
