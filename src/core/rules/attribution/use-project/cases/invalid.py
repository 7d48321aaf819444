from openai import OpenAI

client = OpenAI(base_url="https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1")

answer = client.chat.completions.create(
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ attribution/use-project: No Bedrock project:
    model="openai.gpt-test",
    messages=[{"role": "user", "content": "Why is the sky blue?"}],
    max_completion_tokens=500,
)
