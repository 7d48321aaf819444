"""Chat with an agent's history, streamed."""

from anthropic import AnthropicBedrock

client = AnthropicBedrock(aws_region="eu-central-1")

INSTRUCTIONS = "You help customers of a small bank. Be brief, never guess, and say when you do not know."


def stream_reply(history, question):
    with client.messages.stream(
        model="eu.anthropic.claude-haiku-4-5-20251001-v1:0",
        max_tokens=800,
        system=[{"type": "text", "text": INSTRUCTIONS, "cache_control": {"type": "ephemeral"}}],
        messages=history + [{"role": "user", "content": question}],
    ) as stream:
        yield from stream.text_stream
