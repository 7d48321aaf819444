from openai import OpenAI

MESSAGES = [{"role": "user", "content": "Why is the sky blue?"}]
URL = "https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1"

OpenAI(base_url=URL, project="proj_a1b2c3").chat.completions.create(
    model="openai.gpt-test", messages=MESSAGES, max_completion_tokens=500
)
OpenAI(base_url=URL, default_headers={"OpenAI-Project": "proj_a1b2c3"}).chat.completions.create(
    model="openai.gpt-test", messages=MESSAGES, max_completion_tokens=500
)
OpenAI(base_url=URL).chat.completions.create(
    model="openai.gpt-test",
    messages=MESSAGES,
    max_completion_tokens=500,
    extra_headers={"OpenAI-Project": "proj_a1b2c3"},
)
