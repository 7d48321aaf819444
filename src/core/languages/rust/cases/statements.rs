async fn f(rows: Vec<Row>) -> Result<String> {
    let Some(first) = rows.first() else { return Err(anyhow!("none")) };
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        text += "a";
        text.push_str(&row.name);
        writeln!(text, "{index}: {}", row.name)?;
    }
    while let Some(next) = stream.next().await {
        print!("{next}");
    }
    loop {
        state.count = 1;
        break;
    }
    if let Some(x) = first && ready {
        use_it(x);
    } else if a == b {
        other();
    } else {
        none();
    }
    match first {
        Row::Named { name, .. } => named(name),
        Row::Pair(a, b) if a > b => pair(a),
        _ => {}
    }
    tokio::spawn(async move { work().await });
    if text.is_empty() {
        return Ok("empty".into());
    }
    match first {
        Some(x) => Ok(x.to_string()),
        None => Err(anyhow!("none")),
    }
}
