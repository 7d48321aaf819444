use std::{env, fs::read_to_string as read};
use crate::config::{self, MODEL};
use super::prompts::*;
mod settings;

mod inner {
    use super::*;
    pub const CAP: i32 = 512;
}

pub static NAME: &str = "nova";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    max_tokens: i32,
    #[serde(rename = "msgs")]
    messages: Vec<&'a str>,
}

#[derive(Parser)]
struct Args {
    #[arg(long, env = "MODEL_ID", default_value = "amazon.nova-lite-v1:0")]
    model: String,
    #[arg(default_value_t = 512)]
    cap: i32,
}

#[derive(Default)]
struct Asker {
    client: aws_sdk_bedrockruntime::Client,
    model: Option<String>,
}

impl Asker {
    const CAP: i32 = 10;

    fn new(client: aws_sdk_bedrockruntime::Client) -> Self {
        Self { client, ..Default::default() }
    }

    fn ask(&self, (a, b): (i32, i32), text: impl Into<String>) -> Option<String> {
        Some(self.describe(text.into()))
    }
}

impl Ask for Asker {}

trait Ask {
    fn describe(&self, text: String) -> String {
        text
    }
}

enum Model {
    Haiku,
    Nova { size: i32 },
}

impl Model {
    fn id(&self) -> &'static str {
        match self {
            Model::Haiku => "haiku",
            _ => "other",
        }
    }
}

struct Wrapped(String);
type Alias = Asker;
